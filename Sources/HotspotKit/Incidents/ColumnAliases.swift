/// The names by which columns are known, written in small letters and digits alone; the first that occurs wins.
///
/// They are those of data.police.uk and of the extracts that Athena, Niche, Connect and STORM write.
enum ColumnAliases {
  static func of(_ role: ColumnChoice.Role) -> [String] { names[role] ?? [] }

  static let longitudes = ["longitude", "lon", "long", "lng"]
  static let latitudes = ["latitude", "lat"]
  static let eastings = [
    "easting", "eastings", "oseasting", "geoeasting", "locationeasting", "offenceeasting",
    "gridreferenceeasting",
  ]
  static let northings = [
    "northing", "northings", "osnorthing", "geonorthing", "locationnorthing", "offencenorthing",
    "gridreferencenorthing",
  ]
  static let xs = ["x", "xcoord", "xcoordinate"]
  static let ys = ["y", "ycoord", "ycoordinate"]

  /// Dates of writing down, for extracts that do not say when it happened.
  static let recorded = dates([
    "recorded", "crimerecorded", "reported", "created", "crimecreated", "logcreated", "entered",
  ])

  private static let from = [
    "committedfrom", "firstcommitted", "committedstart", "earliestcommitted", "offencefrom", "offencestart",
    "occurrencefrom", "incidentfrom",
  ]
  private static let to = [
    "committedto", "lastcommitted", "committedend", "latestcommitted", "offenceto", "offenceend",
    "occurrenceto", "incidentto",
  ]
  private static let happened = ["committed", "offence", "occurrence", "incident", "occurred"]

  /// Each name with `date` or `date time` before or behind it.
  private static func dates(_ names: [String]) -> [String] {
    names.flatMap {
      ["\($0)date", "\($0)datetime", "\($0)on", "date\($0)", "datetime\($0)", "dateof\($0)", $0]
    }
  }

  /// Each name with `time` before or behind it.
  private static func times(_ names: [String]) -> [String] {
    names.flatMap { ["\($0)time", "time\($0)", "timeof\($0)"] }
  }

  /// `committeddatefrom` for `committedfrom`.
  private static func split(_ word: String, _ end: String) -> [String] {
    happened.map { "\($0)\(word)\(end)" }
  }

  private static let names: [ColumnChoice.Role: [String]] = [
    .start: [
      "datestart", "startdate", "start", "datefrom", "fromdate", "from", "occurredfrom",
    ] + dates(from) + split("date", "from") + split("date", "start") + [
      "datetime", "date", "occurred", "dateoccurred", "occurreddate", "datesingle",
    ] + dates(happened).filter { $0 != "offence" && $0 != "incident" && $0 != "occurrence" }
      + ["logdate", "datelog", "calldate", "month"],
    .end: ["dateend", "enddate", "end", "dateto", "todate", "to", "occurredto"] + dates(to)
      + split("date", "to") + split("date", "end"),
    .startTime: ["timefrom", "fromtime", "timestart", "starttime"] + times(from) + split("time", "from")
      + split("time", "start") + times(happened) + ["logtime", "calltime", "time"],
    .endTime: ["timeto", "totime", "timeend", "endtime"] + times(to) + split("time", "to")
      + split("time", "end"),
    .category: [
      "crimetype", "category", "offence", "offense", "offencetype", "offensetype", "offencedescription",
      "offencetitle", "offencename", "crimedescription", "crimecategory", "hodescription",
      "homeofficedescription", "incidenttype", "occurrencetype", "classification", "type",
    ],
    .id: [
      "crimeid", "crimenumber", "crimeno", "crimeref", "crimereference", "crimereferenceno",
      "crimereferencenumber", "investigationno", "investigationnumber", "investigationref",
      "investigationreference", "occurrenceno", "occurrencenumber", "occurrenceref", "occurrencereference",
      "urn", "log", "logno", "lognumber", "logref", "incidentno", "incidentnumber", "incidentref",
      "incidentreference", "incidentid", "uid", "id",
    ],
    .place: [
      "location", "street", "locationname", "streetname", "locationaddress", "locationdescription",
      "offencelocation", "road", "roadname",
    ],
    .gridReference: [
      "gridref", "gridreference", "osgridref", "osgridreference", "nationalgridreference", "ngr", "osgr",
      "osref", "locationgridref", "locationgridreference",
    ],
    .postcode: ["postcode", "locationpostcode", "offencepostcode", "pcd", "pcds", "postalcode"],
    .victim: [
      "victimid", "victimno", "victimnumber", "victimref", "victimreference", "victimurn", "victim",
    ],
    .offenceCode: [
      "hocode", "hooffencecode", "homeofficecode", "homeofficeoffencecode", "offencecode", "hoclasscode",
      "hoclass",
    ],
    .locationType: ["locationtype", "typeoflocation", "premisestype", "premisetype", "scenetype"],
    .status: [
      "status", "crimestatus", "investigationstatus", "occurrencestatus", "incidentstatus", "recordstatus",
    ],
    .beat: ["beat", "beatcode", "beatname", "policingbeat", "neighbourhoodbeat"],
    .domestic: [
      "daflag", "domesticabuseflag", "domesticflag", "domesticviolenceflag", "dvflag", "domesticabuse",
      "domestic", "domesticabuserelated", "da",
    ],
    .knife: [
      "knifeflag", "knifecrimeflag", "knifecrime", "knifeenabled", "knifeenabledflag", "knife", "bladeflag",
    ],
    .source: [
      "source", "policegenerated", "howreported", "howreceived", "methodofreporting", "reportingmethod",
      "initiatedby",
    ],
  ]
}
