import ArgumentParser
import ClusterModel
import Foundation
import SimulatedWorld
import Simulation
import TestSupport
import Testing

@testable import HcctlCommands

/// `--simulate` and `--simulate=FILE` are both taken, although the parser knows no option with an optional value.
@Suite struct SimulateOptionsTests {
    @Test func aFileIsSpelledOut() {
        let spelled = SimulateOptions.spelledOut(["diff", "--simulate=w.json", "-f", "x"])
        #expect(spelled == ["diff", "--simulate", "--simulated-world-file=w.json", "-f", "x"])
        #expect(SimulateOptions.spelledOut(["diff", "--simulate"]) == ["diff", "--simulate"])
    }

    @Test func whatStandsBehindTheTerminatorIsLeftAlone() {
        let words = ["lab", "run", "--", "hcctl", "diff", "--simulate=w.json"]
        #expect(SimulateOptions.spelledOut(words) == words)
    }

    @Test(
        arguments: [
            (["--simulate"], true, nil), (["--simulate=a"], true, "a"), ([], false, nil),
            (["--simulate=a=b"], true, "a=b"),
        ] as [([String], Bool, String?)])
    func optionsAreRead(_ words: [String], _ isWanted: Bool, _ file: String?) throws {
        let options = try SimulateOptions.parse(SimulateOptions.spelledOut(words))
        #expect(options.isWanted == isWanted)
        #expect(options.file == file)
        #expect(options.headline.allSatisfy { $0.hasPrefix("simulated") })
        #expect(options.headline.isEmpty == !isWanted)
    }

    @Test(arguments: [["--simulate="], ["--seed", "3"], ["--simulate", "--seed", "x"]])
    func wrongUsageIsRefused(_ words: [String]) {
        #expect(throws: (any Error).self) { try SimulateOptions.parse(SimulateOptions.spelledOut(words)) }
    }
}

@Suite struct SimulatedFileTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "hcctl-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    private var path: String { folder.appending(path: "world.json").path }
    private var contents: SimulatedFile.Contents {
        SimulatedFile.Contents(seed: 7, hosts: world(from: Make.desired(), seed: 7).hosts)
    }

    private func words(_ body: () throws -> Void) -> String {
        do {
            try body()
            return ""
        } catch {
            return (error as? SimulatedHosts.Problem)?.words ?? "\(error)"
        }
    }

    private func change(_ old: String, _ new: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.contains(old))
        try text.replacingOccurrences(of: old, with: new).write(toFile: path, atomically: true, encoding: .utf8)
    }

    @Test func whatIsWrittenIsRead() throws {
        #expect(try SimulatedFile(path).read() == nil)
        try SimulatedFile(path).write(contents.next(hosts: contents.hosts))
        let read = try #require(try SimulatedFile(path).read())
        #expect(read.hosts == contents.hosts)
        #expect(read.seed == 7)
        #expect(read.commands == 1)
    }

    @Test func theTextIsForPeople() throws {
        try SimulatedFile(path).write(contents)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.contains("\"text\" : \"# UNCONFIGURED FSTAB FOR BASE SYSTEM\\n\""))
    }

    @Test func aBadFileIsNamedWithItsFault() throws {
        try "hello".write(toFile: path, atomically: true, encoding: .utf8)
        #expect(
            words { _ = try SimulatedFile(path).read() }.hasSuffix(
                "is no simulated world; name another file, or none at all"))
        #expect(words { _ = try SimulatedFile(folder.path).read() }.hasSuffix("is a folder; name a file"))
        #expect(words { _ = try SimulatedFile(path + "/x/y").read() }.contains("there is no folder"))
        try SimulatedFile(path).write(contents)
        try change("  \"version\" : 1\n}", "  \"version\" : 2\n}")
        #expect(words { _ = try SimulatedFile(path).read() }.hasSuffix("is of version 2, and this hcctl reads 1"))
        try SimulatedFile(path).write(contents)
        try change("\"power\"", "\"pow\"")
        #expect(words { _ = try SimulatedFile(path).read() }.hasSuffix("is damaged: hosts.0 has no “power”"))
    }
}
