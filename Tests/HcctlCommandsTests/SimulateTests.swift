import ArgumentParser
import ClusterModel
import Foundation
import SimulatedWorld
import Simulation
import TestSupport
import Testing

@testable import HcctlCommands

@Suite struct SimulateOptionsTests {
    @Test(
        arguments: [
            (["--simulate"], true, nil), (["--world", "a"], true, "a"), ([], false, nil),
            (["--simulate", "--world", "a=b"], true, "a=b"), (["--world", "a", "--seed", "3"], true, "a"),
        ] as [([String], Bool, String?)])
    func optionsAreRead(_ words: [String], _ isWanted: Bool, _ file: String?) throws {
        let options = try SimulateOptions.parse(words)
        #expect(options.isWanted == isWanted)
        #expect(options.file == file)
        #expect(options.headline.allSatisfy { $0.hasPrefix("simulated") })
        #expect(options.headline.isEmpty == !isWanted)
    }

    @Test(arguments: [["--world", ""], ["--seed", "3"], ["--simulate", "--seed", "x"], ["--simulate=w.json"]])
    func wrongUsageIsRefused(_ words: [String]) {
        #expect(throws: (any Error).self) { try SimulateOptions.parse(words) }
    }
}

@Suite struct WorldFileTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "hcctl-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    private var path: String { folder.appending(path: "world.json").path }
    private var contents: WorldFile.Contents {
        WorldFile.Contents(seed: 7, hosts: world(from: Make.desired(), seed: 7).hosts)
    }

    private func words(_ body: () throws -> Void) -> String {
        do {
            try body()
            return ""
        } catch {
            return (error as? SimulationProblem)?.words ?? "\(error)"
        }
    }

    private func change(_ old: String, _ new: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.contains(old))
        try text.replacingOccurrences(of: old, with: new).write(toFile: path, atomically: true, encoding: .utf8)
    }

    @Test func whatIsWrittenIsRead() throws {
        #expect(try WorldFile(path).read() == nil)
        try WorldFile(path).write(contents.next(ClusterState(contents.hosts)))
        let read = try #require(try WorldFile(path).read())
        #expect(read.hosts == contents.hosts)
        #expect(read.seed == 7)
        #expect(read.commands == 1)
    }

    @Test func theTextIsForPeople() throws {
        try WorldFile(path).write(contents)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.contains("\"text\" : \"# UNCONFIGURED FSTAB FOR BASE SYSTEM\\n\""))
    }

    @Test func aBadFileIsNamedWithItsFault() throws {
        try "hello".write(toFile: path, atomically: true, encoding: .utf8)
        #expect(
            words { _ = try WorldFile(path).read() }.hasSuffix(
                "is no simulated world; name another file, or none at all"))
        #expect(words { _ = try WorldFile(folder.path).read() }.hasSuffix("is a folder; name a file"))
        #expect(words { _ = try WorldFile(path + "/x/y").read() }.contains("there is no folder"))
        try WorldFile(path).write(contents)
        try change("  \"version\" : 1\n}", "  \"version\" : 2\n}")
        #expect(words { _ = try WorldFile(path).read() }.hasSuffix("is of version 2, and this hcctl reads 1"))
        try WorldFile(path).write(contents)
        try change("\"power\"", "\"pow\"")
        #expect(words { _ = try WorldFile(path).read() }.hasSuffix("is damaged: hosts.0 has no “power”"))
    }
}
