# Gi*, Gi and local Moran of areas by spdep, for areas.csv and ../layers/pairs.csv beside this file.
#
# apt-get install r-cran-spdep; made with R 4.2.2 and spdep 1.2-7
# Rscript areas.R
suppressMessages(library(spdep))
areas <- read.csv("areas.csv")
pairs <- read.csv("../layers/pairs.csv")
places <- as.matrix(areas[c("x", "y")])
touching <- lapply(seq_len(nrow(areas)), function(i) sort(as.integer(pairs$touches[pairs$area == i - 1] + 1)))
touching <- lapply(touching, function(n) if (length(n) == 0) 0L else n)
class(touching) <- "nb"
attr(touching, "region.id") <- as.character(seq_len(nrow(areas)))
near <- list(queen = touching, band = dnearneigh(places, 0, 300), knn = knn2nb(knearneigh(places, 6)))
out <- data.frame(area = seq_len(nrow(areas)) - 1)
for (rule in names(near)) {
  out[paste0("neighbours_", rule)] <- card(near[[rule]])
  out[paste0("gi_star_", rule)] <- as.numeric(localG(areas$incidents, nb2listw(include.self(near[[rule]]), style = "B")))
  out[paste0("gi_", rule)] <- as.numeric(localG(areas$incidents, nb2listw(near[[rule]], style = "B", zero.policy = TRUE), zero.policy = TRUE))
  moran <- localmoran(areas$incidents, nb2listw(near[[rule]], style = "W", zero.policy = TRUE), zero.policy = TRUE, mlvar = TRUE, conditional = TRUE)
  out[paste0("moran_", rule)] <- moran[, "Ii"]
  out[paste0("moran_z_", rule)] <- moran[, "Z.Ii"]
  out[paste0("moran_p_", rule)] <- moran[, 5]
  out[paste0("survives_", rule)] <- as.integer(p.adjust(2 * pnorm(abs(out[[paste0("gi_star_", rule)]]), lower.tail = FALSE), "BH") < 0.05)
}
# An area without neighbours has no Gi and no local Moran: 999 stands for it.
for (name in names(out)) out[[name]][!is.finite(out[[name]])] <- 999
out[] <- lapply(out, function(column) sprintf("%.17g", column))
write.csv(out, "areas-spdep.csv", quote = FALSE, row.names = FALSE)
