# The same by spdep; see essex.py, which writes essex-cells.csv and essex-pairs.csv. Touching areas are those it found, and
# whoever is near by distance is found anew.
#
# apt-get install r-cran-spdep; made with R 4.2.2 and spdep 1.2-7
# Rscript essex.R
suppressMessages(library(spdep))
cells <- read.csv("essex-cells.csv", check.names = FALSE)
pairs <- read.csv("essex-pairs.csv")
places <- as.matrix(cells[c("x", "y")])
touching <- lapply(seq_len(nrow(cells)), function(i)
  sort(as.integer(pairs$near[pairs$rule == "queen" & pairs$area == i - 1] + 1)))
class(touching) <- "nb"
attr(touching, "region.id") <- as.character(seq_len(nrow(cells)))
near <- list(touching, knn2nb(knearneigh(places, 8)), dnearneigh(places, 0, 3000))
out <- "category,rule,counted,neighbours,sum_of_squared_z,highest,lowest,sum_of_moran,moran_scores_squared"
for (category in 1:2) for (rule in 1:3) {
  values <- cells[[category + 2]]
  z <- as.numeric(localG(values, nb2listw(include.self(near[[rule]]), style = "B", zero.policy = TRUE), zero.policy = TRUE))
  moran <- localmoran(values, nb2listw(near[[rule]], style = "W", zero.policy = TRUE), zero.policy = TRUE, mlvar = TRUE, conditional = TRUE)
  # An area without neighbours has no score.
  with <- card(near[[rule]]) > 0
  row <- c(category - 1, rule - 1, sum(values), sum(card(near[[rule]])), sum(z^2), max(z), min(z), sum(moran[with, "Ii"]),
    sum(moran[with, "Z.Ii"]^2))
  out <- c(out, paste(sprintf("%.17g", row), collapse = ","))
}
writeLines(out, "essex-spdep.csv")
