// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours is built the same way: language mode 6, and a warning is an error.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// For loops that are most of what tests wait for: optimised in debug builds, too. Checks of bounds and overflow stay.
let fast: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// A module of ours. `Tests/HouseTests` checks that it imports only what stands above it.
func module(_ name: String, _ dependencies: [Target.Dependency] = [], also settings: [SwiftSetting] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict + settings)
}

/// Folders that tests read by themselves.
let dataOfTests = ["StorageTests": ["Golden"], "SimulationTests": ["Regressions"]]

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: name, dependencies: ["TestSupport"] + dependencies, exclude: dataOfTests[name] ?? [],
    swiftSettings: strict)
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let collections = Target.Dependency.product(name: "OrderedCollections", package: "swift-collections")
let compression = Target.Dependency.product(name: "NIOHTTPCompression", package: "swift-nio-extras")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioFoundation = Target.Dependency.product(name: "NIOFoundationCompat", package: "swift-nio")
let nioFoundationEssentials = Target.Dependency.product(name: "NIOFoundationEssentialsCompat", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
  name: "watchbill",
  products: [
    .executable(name: "watchbill", targets: ["watchbill"]),
    .executable(name: "watchbill-bench", targets: ["watchbill-bench"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // The pure core: no clock, no I/O, no async, no randomness.
    module("Timekeeping", also: fast),
    module("Scheduling", ["Timekeeping"], also: fast),
    module("RotaSearch", also: fast),
    module("Drafting", ["Timekeeping", "Scheduling", "RotaSearch"]),
    module("Triage", ["Timekeeping", "Scheduling"], also: fast),

    // The edges: each owns one outside thing or one vocabulary.
    module("ScheduleFiles", ["Timekeeping", "Scheduling", "Drafting", "Triage", yams]),
    module("Calendars", ["Timekeeping", "Scheduling"]),
    .systemLibrary(name: "CClp", providers: [.apt(["coinor-libclp-dev"])]),
    module("LinearPrograms", ["RotaSearch", "CClp"]),
    module("RotaFamilies", ["RotaSearch"]),
    .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
    module("Storage", ["Timekeeping", "Scheduling", "Triage", "CSQLite", grdb, crypto], also: fast),
    module("ProviderExchange", ["Timekeeping", "Triage"]),
    module("OutboundHTTP", [asyncHTTPClient, nioCore, nioHTTP1, logging]),
    .systemLibrary(name: "CGMime", providers: [.apt(["libgmime-3.0-dev"])]),
    module("MailMessages", ["Timekeeping", "ProviderExchange", "CGMime"]),
    .systemLibrary(name: "CCurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    module("OutboundMail", ["ProviderExchange", "MailMessages", "OutboundHTTP", "CCurl", logging]),
    module("TicketSources", ["Timekeeping", "Triage", "ProviderExchange", "MailMessages", crypto]),
    module("PagingChannels", ["Timekeeping", "Scheduling", "Triage", "ProviderExchange", crypto]),

    // One file per thing people do: load, ask the core, commit.
    module(
      "Workflows",
      [
        "Timekeeping", "Scheduling", "Drafting", "Triage", "ScheduleFiles", "Calendars", "Storage", "OutboundHTTP",
        "TicketSources", "PagingChannels", "ProviderExchange", "RotaSearch", "LinearPrograms", "RotaFamilies", crypto,
        logging, metrics,
        collections,
      ], also: fast),
    module(
      "HTTPServer",
      [
        "Timekeeping", "Scheduling", "Triage", "TicketSources", "Storage", "Workflows", hummingbird, mustache,
        compression, httpTypes, nioCore, nioEmbedded, nioHTTP1, logging,
      ]),
    .executableTarget(
      name: "watchbill",
      dependencies: [
        "Timekeeping", "Scheduling", "Drafting", "Triage", "ScheduleFiles", "Calendars", "Storage", "OutboundHTTP",
        "OutboundMail", "TicketSources", "PagingChannels", "ProviderExchange", "RotaSearch", "RotaFamilies",
        "Workflows", "HTTPServer", argumentParser, asyncHTTPClient, lifecycle, logging, nioCore, nioFoundation,
        nioHTTP1,
      ],
      swiftSettings: strict),

    .executableTarget(
      name: "watchbill-bench",
      dependencies: [
        "Timekeeping", "Scheduling", "Triage", "ScheduleFiles", "Calendars", "Storage", "TicketSources",
        "ProviderExchange", "PagingChannels", "Workflows", "LibicalReference", "DeskSimulation", logging,
      ],
      swiftSettings: strict),

    // What tests and benchmarks compare with: no part of the program.
    .systemLibrary(name: "CLibical", path: "Tests/CLibical", providers: [.apt(["libical-dev"])]),
    .target(
      name: "LibicalReference", dependencies: ["Timekeeping", "Calendars", "CLibical"], path: "Tests/LibicalReference",
      swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["Timekeeping", "Scheduling"], path: "Tests/TestSupport", swiftSettings: strict
    ),
    // One seed is one run of the real engine: used by its tests and by `make simulate`.
    .target(
      name: "DeskSimulation",
      dependencies: [
        "Timekeeping", "Scheduling", "Triage", "ScheduleFiles", "Storage", "ProviderExchange", "TicketSources",
        "PagingChannels", "Workflows", grdb, crypto, logging,
      ], path: "Tests/DeskSimulation", swiftSettings: strict + fast),
    tests("SimulationTests", ["Timekeeping", "Triage", "DeskSimulation"]),
    tests("TimekeepingTests", ["Timekeeping"]),
    tests("SchedulingTests", ["Timekeeping", "Scheduling"]),
    tests("DraftingTests", ["Timekeeping", "Scheduling", "RotaSearch", "LinearPrograms", "Drafting"]),
    tests("RotaSearchTests", ["RotaSearch", "LinearPrograms", "RotaFamilies"]),
    tests("TriageTests", ["Timekeeping", "Scheduling", "Triage"]),
    tests(
      "ScheduleFilesTests",
      ["Timekeeping", "Scheduling", "RotaSearch", "LinearPrograms", "Drafting", "Triage", "ScheduleFiles"]),
    tests("CalendarsTests", ["Timekeeping", "Scheduling", "Calendars", "CLibical", "LibicalReference"]),
    tests("StorageTests", ["Timekeeping", "Scheduling", "Triage", "Storage", "CSQLite", grdb]),
    tests("OutboundHTTPTests", ["OutboundHTTP", asyncHTTPClient, nioCore, nioEmbedded]),
    tests("MailMessagesTests", ["Timekeeping", "ProviderExchange", "MailMessages"]),
    tests(
      "OutboundMailTests",
      ["Timekeeping", "Triage", "ProviderExchange", "MailMessages", "OutboundHTTP", "OutboundMail"]),
    tests("TicketSourcesTests", ["Timekeeping", "Triage", "ProviderExchange", "TicketSources", crypto]),
    tests("PagingChannelsTests", ["Timekeeping", "Scheduling", "Triage", "ProviderExchange", "PagingChannels"]),
    tests(
      "WorkflowsTests",
      [
        "Timekeeping", "Scheduling", "Drafting", "Triage", "ScheduleFiles", "Calendars", "Storage", "OutboundHTTP",
        "ProviderExchange", "TicketSources", "PagingChannels", "Workflows", crypto, logging,
      ]),
    tests(
      "HTTPServerTests",
      [
        "Timekeeping", "Scheduling", "Triage", "Storage", "ProviderExchange", "TicketSources", "Workflows",
        "HTTPServer", hummingbird, httpTypes, nioCore, logging,
      ]),
    tests(
      "CommandTests",
      [
        "Timekeeping", "ProviderExchange", "PagingChannels", "watchbill", asyncHTTPClient, crypto, grdb, hummingbird,
        nioCore,
        nioFoundation, nioFoundationEssentials, nioHTTP1,
      ]),
    tests("HouseTests"),
  ],
  swiftLanguageModes: [.v6]
)
