import ClusterModel
import Foundation
import Glibc
import Subprocess
import SystemPackage
import Testing
import World

@testable import LiveWorld

/// Files written and removed through a real shell.
@Suite struct FileTests {
    let bench = Workbench()

    private func perform(_ change: Change) async -> String {
        await bench.transport.perform(change, at: .local, term: Term(0)).text
    }

    @Test func aFileIsWrittenWithItsMode() async {
        let path = bench.file("new 'file'")
        let write = FileWrite(path: path, contents: .bytes([0, 255, 10]), mode: 0o640, expecting: .absent)
        #expect(await perform(.write(write)) == "exit 0")
        #expect(FileManager.default.contents(atPath: path) == Data([0, 255, 10]))
        #expect(status(path).st_mode & 0o7777 == 0o640)
        #expect(bench.names == ["new 'file'"])
    }

    @Test func aSecretIsWrittenAndNothingInTheScriptTellsIt() async {
        let write = FileWrite(
            path: bench.file("key"), contents: .secret(Secret(Array("hunter2".utf8))), mode: 0o600, expecting: .anything
        )
        #expect(await perform(.write(write)) == "exit 0")
        #expect(bench.contents("key") == "hunter2")
        #expect(!ShellScript([.change(.write(write))], nonce: "n").text.contains("hunter2"))
    }

    @Test func theOwnerOfAReplacedFileStays() async {
        bench.put("old", "owned")
        chown(bench.file("owned"), 36, 36)
        chmod(bench.file("owned"), 0o600)
        #expect(await perform(.write(bench.file("owned"), "new")) == "exit 0")
        let status = status(bench.file("owned"))
        #expect([status.st_uid, status.st_gid, status.st_mode & 0o7777] == [36, 36, 0o644])
        #expect(status.st_mtim.tv_sec >= time(nil) - 60)
        #expect(bench.contents("owned") == "new")
    }

    private func keeping(_ path: String, _ bytes: [UInt8], _ expecting: World.Expectation) -> Change {
        .write(
            FileWrite(path: path, contents: .bytes(bytes), mode: 0o644, expecting: expecting, keeping: .allButContents))
    }

    @Test func modeOwnerAndLinkOfAReplacedFileStay() async {
        bench.put("old", "real")
        chown(bench.file("real"), 36, 36)
        chmod(bench.file("real"), 0o600)
        symlink("real", bench.file("link"))
        symlink(bench.file("link"), bench.file("second link"))
        let new: [UInt8] = [0xFF, 0x00, 0x0D, 0x0A, 0x27]
        #expect(await perform(keeping(bench.file("second link"), new, .anything)) == "exit 0")
        let (real, link) = (status(bench.file("real")), status(bench.file("second link")))
        #expect([real.st_uid, real.st_gid, real.st_mode & 0o7777] == [36, 36, 0o600])
        #expect(link.st_mode & S_IFMT == S_IFLNK && status(bench.file("link")).st_mode & S_IFMT == S_IFLNK)
        #expect(FileManager.default.contents(atPath: bench.file("real")) == Data(new))
        #expect(real.st_mtim.tv_sec >= time(nil) - 60)
        #expect(bench.names == ["link", "real", "second link"])
    }

    /// The expectation is about the target; a link that leads nowhere is neither a file nor absent.
    @Test func aLinkThatIsNotAsItWasSeenStays() async {
        bench.put("old", "real")
        for (target, name) in [("real", "link"), ("nowhere", "dangling"), ("no/where", "lost"), ("loop", "loop")] {
            symlink(target, bench.file(name))
        }
        for name in ["link", "dangling", "lost", "loop"] {
            for expecting in [World.Expectation.absent, Self.wrong] {
                let text = await perform(keeping(bench.file(name), [1], expecting))
                #expect(text == "not delivered: \(bench.file(name)) is not as it was seen", "\(name)")
            }
        }
        #expect(bench.contents("real") == "old" && bench.names == ["dangling", "link", "loop", "lost", "real"])
        let empty = World.Expectation.digest(sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        bench.put("", "real")
        #expect(await perform(keeping(bench.file("link"), Array("new".utf8), empty)) == "exit 0")
        #expect(bench.contents("real") == "new")
    }

    private static let wrong = World.Expectation.digest(sha256: String(repeating: "ab", count: 32))

    @Test func aNewFileGetsTheMode() async {
        #expect(await perform(keeping(bench.file("new"), [1], .absent)) == "exit 0")
        #expect(status(bench.file("new")).st_mode & 0o7777 == 0o644)
        let text = await perform(keeping(bench.file("no/file"), [1], .absent))
        #expect(text.hasPrefix("exit 1 ! mktemp:"), "\(text)")
        #expect(bench.names == ["new"])
    }

    @Test func whatIsNotAsItWasSeenStays() async {
        bench.put("seen", "file")
        let seen = "6ad02d3e7d8d5ceb50ffb51a8bf1e22e41fa90dcb9b37aef0b1b4b9d5f2e1d52"
        let path = bench.file("file")
        let refused = "not delivered: \(path) is not as it was seen"
        #expect(await perform(.write(path, "new", expecting: .absent)) == refused)
        #expect(await perform(.write(path, "new", expecting: .digest(sha256: seen))) == refused)
        #expect(await perform(.remove(path: path, expecting: .absent)) == refused)
        #expect(bench.contents("file") == "seen")
        #expect(bench.names == ["file"])
    }

    @Test func whatIsAsItWasSeenIsReplacedOrRemoved() async {
        bench.put("", "file")
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        let path = bench.file("file")
        #expect(await perform(.write(path, "a", expecting: .digest(sha256: empty))) == "exit 0")
        let other = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
        #expect(await perform(.remove(path: path, expecting: .digest(sha256: other))) == "exit 0")
        #expect(bench.names.isEmpty)
        // An empty file and none are not the same.
        let refused = "not delivered: \(path) is not as it was seen"
        #expect(await perform(.write(path, "a", expecting: .digest(sha256: empty))) == refused)
        #expect(await perform(.remove(path: path, expecting: .anything)) == "exit 0")
    }

    @Test func aDanglingLinkIsNotAbsent() async {
        symlink("/nowhere", bench.file("link"))
        let refused = "not delivered: \(bench.file("link")) is not as it was seen"
        #expect(await perform(.write(bench.file("link"), "a", expecting: .absent)) == refused)
    }

    @Test func aMissingDirectoryIsTheHostsOwnWord() async {
        let text = await perform(.write(bench.file("no/file"), "a"))
        #expect(text.hasPrefix("exit 1 ! mktemp:"), "\(text)")
        mkdir(bench.file("directory"), 0o755)
        let other = await perform(.write(bench.file("directory"), "a"))
        #expect(other.hasPrefix("exit 1 !"), "\(other)")
        #expect(bench.names == ["directory"])
    }

    @Test(arguments: ["/bin/sh", "/bin/bash"])
    func aCutConnectionLeavesTheOldFileOrTheNewOne(shell: String) async throws {
        let path = bench.file("cut")
        let new = "new contents\nof some length\n"
        let write = FileWrite(
            path: path, contents: .bytes(Array(new.utf8)), mode: 0o644, expecting: .anything, keeping: .allButContents)
        let input = ShellScript([.change(.write(write))], nonce: "n").input
        let text = ShellScript([.change(.write(write))], nonce: "n").text
        // Every place; with the second shell every place of the last part only, what stands before being the same.
        let tail = shell == "/bin/sh" ? 0 : input.count - 600
        var seen: [String: Int] = [:]
        for length in 0...input.count where length >= tail || length % 9 == 0 {
            bench.put("old", "cut")
            try await feed(Array(input.prefix(length)), to: shell)
            seen[bench.contents("cut") ?? "gone", default: 0] += 1
        }
        #expect(seen[new] == 1 && Set(seen.keys) == ["old", new], "\(seen) of \(text.utf8.count)")
        #expect(bench.names == ["cut"])
    }

    @Test func aCutScriptRunsNothing() async throws {
        let directory = bench.file("")
        let script = ShellScript(
            [.change(.run("touch", directory + "one")), .change(.run("touch", directory + "two"))], nonce: "n")
        let tail = script.input.count - 500
        for length in 0..<script.input.count where length >= tail || length % 7 == 0 {
            try await feed(Array(script.input.prefix(length)), to: "/bin/sh")
            if !bench.names.isEmpty { break }
        }
        #expect(bench.names.isEmpty)
        try await feed(script.input, to: "/bin/sh")
        #expect(bench.names == ["one", "two"])
    }

    @Test func whatIsCutInItsDataSaysSo() async throws {
        let write = ShellScript.Operation.change(.write(bench.file("cut"), "0123456789"))
        let input = ShellScript([write], nonce: "n").input
        var transcript = Transcript([write], nonce: "n")
        try await feed(Array(input.dropLast(3)), to: "/bin/sh").withUnsafeBytes { transcript.output.feed($0) }
        #expect(transcript.refusal == .stagingFailed("no room, or the connection was cut"))
        #expect(bench.names.isEmpty)
    }

    @discardableResult
    private func feed(_ input: [UInt8], to shell: String) async throws -> [UInt8] {
        try await Subprocess.run(
            .path(.init(shell)), arguments: ["-c", ShellScript.loader], input: .array(input),
            output: .bytes(limit: 1 << 16), error: .bytes(limit: 1 << 16)
        ).standardOutput
    }

    private func status(_ path: String) -> stat {
        var status = stat()
        lstat(path, &status)
        return status
    }
}
