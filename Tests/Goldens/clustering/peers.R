# How far the columns of a `hotspot cluster` CSV lie from those of spdep, over the same cells.
#
# apt-get install r-base-core r-cran-spdep   (R 4.2.2, spdep 1.2-7)
# hotspot cluster INPUT --area AREA --cell square:500 --neighbours band:1000 --statistic local-moran -o cells.csv
# Rscript peers.R cells.csv 1000     (for queen: 1.5 times the side or size)
suppressMessages(library(spdep))
given <- commandArgs(TRUE)
cells <- read.csv(given[1])
near <- dnearneigh(as.matrix(cells[c("x", "y")]), 0, as.numeric(given[2]) + 0.001)
stopifnot(all(card(near) == cells$neighbours))
gap <- function(what, ours, theirs) {
  known <- is.finite(theirs) & is.finite(ours) & theirs != 0
  cat(sprintf("%s: relative difference %.2g, %d cells apart\n", what,
              max(abs(ours[known] - theirs[known]) / abs(theirs[known])), sum(!known)))
}
if ("local_moran" %in% names(cells)) {
  moran <- localmoran(cells$incidents, nb2listw(near, style = "W", zero.policy = TRUE), zero.policy = TRUE)
  gap("local Moran", cells$local_moran, moran[, "Ii"])
  gap("z", cells$z, moran[, "Z.Ii"])
  gap("p", cells$p, moran[, 5])
  quadrants <- tolower(as.character(attr(moran, "quadr")$pysal))
  cat("quadrants that differ:", sum(quadrants != cells$quadrant), "\n")
  z <- moran[, "Z.Ii"]
} else {
  z <- as.numeric(localG(cells$incidents, nb2listw(include.self(near), style = "B")))
  gap("Gi*", cells$z, z)
  gap("p", cells$p, 2 * pnorm(abs(z), lower.tail = FALSE))
}
survives <- p.adjust(2 * pnorm(abs(z), lower.tail = FALSE), "BH") <= 0.05
cat("cells whose survival differs:", sum(xor(survives %in% TRUE, cells$significant == "true")), "\n")
