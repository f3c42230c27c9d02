#!/usr/bin/env bash
# Write the review that a run of the workflow `Pull request` left behind into a comment of that pull request.
#
# From the environment: GITHUB_SERVER_URL, GH_TOKEN, REPOSITORY (owner/name), RUN (of the workflow), and the HEAD_OWNER, HEAD_BRANCH and
# HEAD_SHA that the event names, which what ran cannot forge. The archive is never unpacked: one file of it is
# read, and no more of that than a review can have.
set -euo pipefail
MOST=1000000 # bytes
mark='<!-- review -->'

number="$(gh api --method GET "repos/$REPOSITORY/pulls" -f state=open -f head="$HEAD_OWNER:$HEAD_BRANCH" \
  | jq -r --arg sha "$HEAD_SHA" '[.[] | select(.head.sha == $sha)][0].number // empty')"
[ -n "$number" ] || { echo "No open pull request has this commit at its head any more: nothing to say."; exit 0; }

artifact="$(gh api --method GET "repos/$REPOSITORY/actions/runs/$RUN/artifacts" -f name=review \
  | jq -r --argjson most "$MOST" '[.artifacts[] | select(.name == "review" and .size_in_bytes < $most)][0].id // empty')"
[ -n "$artifact" ] || { echo "The run left no review of a size that a review can have."; exit 0; }

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
gh api "repos/$REPOSITORY/actions/artifacts/$artifact/zip" > "$work/review.zip"
{ unzip -p "$work/review.zip" review.json || true; } | head -c "$MOST" > "$work/review.json"
{
  echo "$mark"
  python3 -I scripts/comment.py < "$work/review.json"
  echo
  echo "How its pages look: download \`preview\` from [this run]($GITHUB_SERVER_URL/$REPOSITORY/actions/runs/$RUN)."
} > "$work/comment.md"

former="$(gh api --paginate "repos/$REPOSITORY/issues/$number/comments" \
  | jq -rs --arg mark "$mark" '[add[] | select(.user.type == "Bot" and (.body | startswith($mark)))][0].id // empty')"
if [ -n "$former" ]; then
  gh api --method PATCH "repos/$REPOSITORY/issues/comments/$former" -F "body=@$work/comment.md" --silent
else
  gh api --method POST "repos/$REPOSITORY/issues/$number/comments" -F "body=@$work/comment.md" --silent
fi
