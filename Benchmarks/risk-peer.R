# Rscript risk-peer.R FOLDER KIND: cv.glmnet on the design that risk-design.py made; KIND is dense or sparse.
suppressMessages({library(glmnet); library(Matrix)})
arguments <- commandArgs(TRUE)
file <- function(name) file.path(arguments[1], name)
n <- 200000
x <- matrix(as.integer(readBin(file("design.u8"), "raw", n * 60)), n, 60)
y <- readBin(file("counts.f64"), "double", n)
fold <- readBin(file("folds.i32"), "integer", n) + 1
x <- if (arguments[2] == "sparse") Matrix(x, sparse = TRUE) else x + 0
lambda <- glmnet(x, y, family = "poisson", alpha = 0.5, lower.limits = 0)$lambda
start <- proc.time()
fit <- cv.glmnet(x, y, family = "poisson", alpha = 0.5, lower.limits = 0, foldid = fold, lambda = lambda)
spent <- proc.time() - start
at <- which(fit$lambda == fit$lambda.min)
cat("risk", spent[["user.self"]] + spent[["sys.self"]], spent[["elapsed"]],
  as.integer(sub(" kB", "", sub("VmHWM:", "", grep("VmHWM", readLines("/proc/self/status"), value = TRUE)))) %/% 1024,
  "MiB", length(fit$lambda), fit$lambda.min, sprintf("%.10f", fit$cvm[at]), fit$glmnet.fit$df[at], "\n")
