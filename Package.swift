// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// Warnings differ from compiler to compiler: `HCCTL_LENIENT=1` lets another compiler than the pinned one build.
let lenient = ProcessInfo.processInfo.environment["HCCTL_LENIENT"] == "1"

let settings: [SwiftSetting] =
    [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ] + (lenient ? [] : [.treatAllWarnings(as: .error)])

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTLS = Target.Dependency.product(name: "HummingbirdTLS", package: "hummingbird")
let log = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")

func module(_ name: String, _ dependencies: [Target.Dependency], at path: String? = nil) -> Target {
    .target(name: name, dependencies: dependencies, path: path, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let package = Package(
    name: "hcctl",
    products: [
        .executable(name: "hcctl", targets: ["hcctl"]), .executable(name: "hcctl-vopr", targets: ["hcctl-vopr"]),
        .executable(name: "hcctl-bench", targets: ["hcctl-bench"]),
        .executable(name: "stand-in-hosted-engine", targets: ["stand-in-hosted-engine"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
    ],
    targets: [
        .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        module("ClusterModel", []),
        module("Manifests", ["CLibYAML", "ClusterModel"]),
        module("Planning", ["ClusterModel"]),
        module("Audit", ["ClusterModel"]),
        module("Presentation", ["ClusterModel"]),
        module("World", ["ClusterModel"]),
        module("HostOS", ["ClusterModel", "World"], at: "Sources/Integrations/HostOS"),
        module("Gluster", ["ClusterModel", "World"], at: "Sources/Integrations/Gluster"),
        module("CTDB", ["ClusterModel", "World"], at: "Sources/Integrations/CTDB"),
        module("NFS", ["ClusterModel", "World"], at: "Sources/Integrations/NFS"),
        module("HostedEngine", ["ClusterModel", "World"], at: "Sources/Integrations/HostedEngine"),
        module("LiveWorld", ["ClusterModel", "World", subprocess, systemPackage]),
        module("Lab", ["ClusterModel", "World"]),
        module(
            "Reconciliation",
            ["ClusterModel", "Planning", "Audit", "World", "HostOS", "Gluster", "CTDB", "NFS", "HostedEngine"]),
        module("Journal", ["ClusterModel", grdb]),
        module(
            "ControllerHTTP",
            [
                "ClusterModel", hummingbird, hummingbirdCore, httpTypes, hummingbirdTLS, log, nioCore, nioHTTPTypes,
                nioSSL,
            ]),
        module(
            "ControllerDaemon",
            [
                "ClusterModel", "Manifests", "Presentation", "World", "LiveWorld", "Reconciliation", "Journal",
                "ControllerHTTP", unixSignals,
            ]),
        module(
            "HcctlCommands",
            [
                "ClusterModel", "Manifests", "Presentation", "World", "LiveWorld", "Lab", "Reconciliation",
                "ControllerDaemon", "ControllerHTTP", "Journal", "SimulatedWorld", "Simulation", "Planning",
                argumentParser,
            ]),
        module("SimulatedWorld", ["ClusterModel", "World"]),
        module(
            "Simulation", ["SimulatedWorld", "Reconciliation", "ClusterModel", "World"]),
        module("TestSupport", ["ClusterModel", "World"]),
        .executableTarget(name: "hcctl", dependencies: ["HcctlCommands"], swiftSettings: settings),
        .executableTarget(
            name: "hcctl-vopr", dependencies: ["ClusterModel", "Simulation", argumentParser], swiftSettings: settings),
        .executableTarget(
            name: "hcctl-bench",
            dependencies: ["CLibYAML", "ClusterModel", "Manifests", "Planning", "Presentation", argumentParser],
            swiftSettings: settings),
        .executableTarget(
            name: "stand-in-hosted-engine", dependencies: ["SimulatedWorld", "World"],
            swiftSettings: settings),
        .executableTarget(
            name: "hcctl-scenario",
            dependencies: [
                "ClusterModel", "Manifests", "Presentation", "World", "Reconciliation", "SimulatedWorld", "Simulation",
            ], path: "Tests/Scenarios/Runner", swiftSettings: settings),
        tests("ClusterModelTests", ["ClusterModel", "TestSupport"]),
        tests("ManifestsTests", ["Manifests", "ClusterModel", "Presentation", "TestSupport"], exclude: ["Expected"]),
        tests("PlanningTests", ["Planning", "Audit", "ClusterModel", "TestSupport"]),
        tests("AuditTests", ["Audit", "ClusterModel", "TestSupport"]),
        tests("PresentationTests", ["Presentation", "Planning", "ClusterModel", "TestSupport"], exclude: ["Expected"]),
        tests("WorldTests", ["World", "ClusterModel", "TestSupport"]),
        tests("LiveWorldTests", ["LiveWorld", "World", "ClusterModel", subprocess, systemPackage]),
        tests("HostOSTests", ["HostOS", "World", "ClusterModel", "TestSupport"]),
        tests("GlusterTests", ["Gluster", "World", "ClusterModel", "TestSupport"]),
        tests("CTDBTests", ["CTDB", "World", "ClusterModel", "TestSupport"]),
        tests("NFSTests", ["NFS", "World", "ClusterModel", "TestSupport"]),
        tests(
            "HostedEngineTests",
            ["HostedEngine", "Planning", "SimulatedWorld", "World", "ClusterModel", "TestSupport"],
            exclude: ["Samples", "Expected"]),
        tests(
            "ReconciliationTests",
            [
                "Reconciliation", "Planning", "Presentation", "World", "ClusterModel", "SimulatedWorld", "TestSupport",
            ], exclude: ["Expected"]),
        tests("SimulatedWorldTests", ["SimulatedWorld", "World", "ClusterModel", "TestSupport"]),
        tests("JournalTests", ["Journal", "ClusterModel", "TestSupport"]),
        tests("ControllerHTTPTests", ["ControllerHTTP", "ClusterModel", "TestSupport"]),
        tests(
            "ControllerDaemonTests",
            [
                "ControllerDaemon", "ControllerHTTP", "Journal", "LiveWorld", "Planning", "Presentation",
                "Reconciliation",
                "ClusterModel", "World", "TestSupport",
            ]),
        tests(
            "HcctlCommandsTests",
            [
                "HcctlCommands", "ControllerDaemon", "Journal", "Lab", "Presentation", "SimulatedWorld", "Simulation",
                "ClusterModel", "TestSupport", argumentParser,
            ],
            exclude: ["Expected"]),
        tests(
            "SimulationTests",
            ["Simulation", "SimulatedWorld", "Reconciliation", "Planning", "World", "ClusterModel", "TestSupport"]),
        tests(
            "ContractTests",
            ["SimulatedWorld", "HostOS", "Gluster", "NFS", "World", "ClusterModel", "TestSupport"]),
        tests("LabUnitTests", ["Lab", "World", "ClusterModel"]),
        tests("LabTests", ["ClusterModel", subprocess, systemPackage]),
        tests("ScenarioTests", ["hcctl-scenario", "TestSupport"]),
        tests("TidyTests", [], exclude: ["Expected"]),
    ]
)
