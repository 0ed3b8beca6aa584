# The same by spdep, added to published.csv; see published.py. tempe-pairs.csv is what that script found and is not kept.
#
# apt-get install r-cran-spdep; made with R 4.2.2 and spdep 1.2-7
# Rscript published.R
suppressMessages(library(spdep))
for (place in 0:2) {
  name <- c("memphis", "nyc", "tempe")[place + 1]
  cells <- read.csv(paste0(name, ".csv"))
  if (name == "tempe") {
    pairs <- read.csv("tempe-pairs.csv")
    near <- lapply(seq_len(nrow(cells)), function(i) sort(as.integer(pairs$meets[pairs$street == i - 1] + 1)))
    near <- lapply(near, function(n) if (length(n) == 0) 0L else n)
    class(near) <- "nb"
    attr(near, "region.id") <- as.character(seq_len(nrow(cells)))
  } else {
    near <- dnearneigh(as.matrix(cells[c("x", "y")]), 0, c(500 * sqrt(2), 1000)[place + 1] + 0.001)
  }
  values <- cells$incidents
  z <- as.numeric(localG(values, nb2listw(include.self(near), style = "B")))
  moran <- localmoran(values, nb2listw(near, style = "W", zero.policy = TRUE), zero.policy = TRUE)[, "Ii"]
  row <- c(place, 1, length(values), sum(values), sum(card(near)), sum(z^2), max(z), min(z), sum(moran[card(near) > 0]))
  cat(paste(sprintf("%.17g", row), collapse = ","), "\n", sep = "", file = "published.csv", append = TRUE)
}
