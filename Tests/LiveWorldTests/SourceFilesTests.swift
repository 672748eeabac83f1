import ClusterModel
import Foundation
import Testing

@testable import LiveWorld

/// What `-f` names, on a real file system.
@Suite final class SourceFilesTests {
    private let root: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "hcctl-sources-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        root = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    private func write(_ path: String, _ text: String = "a: 1\n") throws {
        let url = URL(filePath: "\(root)/\(path)")
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    private func link(_ path: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: "\(root)/\(path)", withDestinationPath: target)
    }

    /// The paths that are read, without the directory of the test.
    private func names(_ arguments: String...) throws -> [String] {
        try SourceFiles.read(arguments.map { "\(root)\($0)" }).map { String($0.path.dropFirst(root.count)) }
    }

    /// What stands in the way, without the directory of the test.
    private func reasons(_ arguments: String...) -> [String] {
        do {
            _ = try SourceFiles.read(arguments.map { $0 == "-" || $0.isEmpty ? $0 : "\(root)\($0)" })
            return []
        } catch {
            return error.problems.map { "\($0)".replacingOccurrences(of: root, with: "") }
        }
    }

    @Test func aFileIsReadAsGiven() throws {
        try write("x.conf", "a: ä\n")
        let sources = try SourceFiles.read(["\(root)/x.conf"])
        #expect(sources == [SourceText(path: "\(root)/x.conf", bytes: Array("a: ä\n".utf8))])
    }

    @Test func filesKeepTheOrderGiven() throws {
        for name in ["b.yaml", "a.yaml", "c.yaml"] { try write(name) }
        #expect(try names("/c.yaml", "/a.yaml", "/b.yaml") == ["/c.yaml", "/a.yaml", "/b.yaml"])
    }

    @Test func directoriesAreReadInTheOrderOfNames() throws {
        for name in ["b.yaml", "a.yml", "c.json", "B.yaml", "a/z.yaml", "a/sub/x.yaml", "ä.yaml", "notes.md", "yaml"] {
            try write(name)
        }
        let expected = ["/B.yaml", "/a/sub/x.yaml", "/a/z.yaml", "/a.yml", "/b.yaml", "/c.json", "/ä.yaml"]
        #expect(try names("") == expected)
        #expect(try SourceFiles.read(["\(root)///"]).map(\.path) == expected.map { root + $0 })
    }

    @Test func whatBeginsWithADotIsLeftOut() throws {
        for name in ["a.yaml", ".b.yaml", ".git/c.yaml", "..2026/d.yaml"] { try write(name) }
        #expect(try names("") == ["/a.yaml"])
        #expect(try names("/.b.yaml", "/.git") == ["/.b.yaml", "/.git/c.yaml"])
    }

    @Test func whatIsReachedTwiceIsReadOnce() throws {
        try write("d/a.yaml")
        try link("d/b.yaml", to: "a.yaml")
        try link("e", to: "d")
        #expect(try names("/d/a.yaml", "/d", "/e", "/d/b.yaml") == ["/d/a.yaml"])
    }

    @Test func loopsOfLinksEnd() throws {
        try write("d/a.yaml")
        try link("d/self", to: ".")
        try link("d/up", to: "..")
        try link("d/c.yaml", to: "c.yaml")
        try link("d/x", to: "y")
        try link("d/y", to: "x")
        #expect(reasons("/d") == ["/d/c.yaml: cannot be read: Too many levels of symbolic links"])
        try FileManager.default.removeItem(atPath: "\(root)/d/c.yaml")
        #expect(try names("/d") == ["/d/a.yaml"])
    }

    @Test func linksAreFollowed() throws {
        try write("real/a.txt")
        try write("set/b.yaml")
        try link("set/a.yaml", to: "../real/a.txt")
        #expect(try names("/set") == ["/set/a.yaml", "/set/b.yaml"])
    }

    @Test func everyReasonAtOnce() throws {
        try write("a.yaml")
        try write("empty/readme.md")
        try link("gone.yaml", to: "nowhere")
        #expect(
            reasons("/x.yaml", "/a.yaml", "/gone.yaml", "") == [
                "/x.yaml: cannot be read: No such file or directory",
                "/gone.yaml: cannot be read: No such file or directory",
                "an empty path was given",
            ])
        #expect(reasons("/empty") == ["/empty: holds no *.yaml, *.yml or *.json file"])
        #expect(reasons("/a.yaml/x") == ["/a.yaml/x: cannot be read: Not a directory"])
    }

    @Test func aLinkToNowhereMattersOnlyAsAManifest() throws {
        try write("d/a.yaml")
        try link("d/notes", to: "nowhere")
        #expect(try names("/d") == ["/d/a.yaml"])
        try link("d/b.yaml", to: "nowhere")
        #expect(reasons("/d") == ["/d/b.yaml: cannot be read: No such file or directory"])
    }

    @Test func whatIsNoFileDoesNotBlock() throws {
        try write("d/a.yaml")
        #expect(mkfifo("\(root)/d/pipe.yaml", 0o600) == 0)
        #expect(mkfifo("\(root)/d/pipe", 0o600) == 0)
        #expect(reasons("/d") == ["/d/pipe.yaml: is neither a file nor a directory"])
    }

    @Test func largeFilesAreRefused() throws {
        #expect(FileManager.default.createFile(atPath: "\(root)/big.yaml", contents: nil))
        #expect(truncate("\(root)/big.yaml", SourceFiles.largestFile + 1) == 0)
        #expect(reasons("/big.yaml") == ["/big.yaml: is larger than 16777216 bytes, which is no manifest"])
        #expect(truncate("\(root)/big.yaml", SourceFiles.largestFile) == 0)
        #expect(reasons("/big.yaml") == [])
    }

    @Test func aDeviceWithoutEndIsRefused() {
        #expect(throws: SourceFilesError.self) { try SourceFiles.read(["/dev/zero"]) }
    }

    @Test func directoriesMayNotNestWithoutEnd() throws {
        let deep = Array(repeating: "d", count: SourceFiles.deepestDirectory - 1).joined(separator: "/")
        try write("\(deep)/a.yaml")
        #expect(reasons("/") == [])
        try write("\(deep)/d/b.yaml")
        #expect(reasons("/") == ["/\(deep)/d: lies more than 32 directories deep"])
    }

    @Test func standardInput() throws {
        let (input, pipe) = (Pipe(), "a: 1\n")
        try input.fileHandleForWriting.write(contentsOf: Data(pipe.utf8))
        try input.fileHandleForWriting.close()
        let read = try SourceFiles.read(["-"], standardInput: input.fileHandleForReading.fileDescriptor)
        #expect(read == [SourceText(path: "-", bytes: Array(pipe.utf8))])
    }

    @Test func standardInputOnlyOnce() throws {
        let input = Pipe()
        try input.fileHandleForWriting.close()
        let error = #expect(throws: SourceFilesError.self) {
            try SourceFiles.read(["-", "-"], standardInput: input.fileHandleForReading.fileDescriptor)
        }
        #expect(error?.description == "-: standard input can be read only once")
    }

    @Test func aPipeThatIsNamedIsRead() throws {
        let input = Pipe()
        try input.fileHandleForWriting.write(contentsOf: Data("b: 2\n".utf8))
        try input.fileHandleForWriting.close()
        let path = "/dev/fd/\(input.fileHandleForReading.fileDescriptor)"
        #expect(try SourceFiles.read([path]) == [SourceText(path: path, bytes: Array("b: 2\n".utf8))])
    }

    @Test func nothingGivenIsNothingRead() throws {
        #expect(try SourceFiles.read([]) == [])
    }
}
