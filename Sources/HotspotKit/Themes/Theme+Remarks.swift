extension Theme {
  /// What is no mistake but may be none of the author's intentions, in sentences.
  public var remarks: [String] {
    var remarks: [String] = []
    let published = Set(Self.publishedCategories.map { $0.lowercased() })
    for category in select.flatMap(\.categories) where !published.contains(category.lowercased()) {
      remarks.append(
        "'\(category)' is no category of data.police.uk: it is compared with what your own records say")
    }
    for clause in select where !clause.codes.isEmpty && clause.categories.isEmpty {
      remarks.append("a select without a category finds nothing in records that have no offence codes")
    }
    if rule.most <= tiers.primary + tiers.secondary {
      remarks.append("no zone is tertiary: 'most' is not above the primary and secondary zones together")
    }
    return remarks
  }

  /// The categories of data.police.uk.
  ///
  /// Source: data.police.uk, "About the data", crime types since May 2013.
  static let publishedCategories = [
    "Anti-social behaviour", "Bicycle theft", "Burglary", "Criminal damage and arson", "Drugs", "Other crime",
    "Other theft", "Possession of weapons", "Public order", "Robbery", "Shoplifting", "Theft from the person",
    "Vehicle crime", "Violence and sexual offences",
  ]
}
