// What every page needs of scripts beyond the theme's own; each page works without it.
