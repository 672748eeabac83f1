import ClusterModel
import Foundation
import Glibc
import Testing
import World

@testable import LiveWorld

/// A directory of its own for one test, and a host whose fence lies in it, reached through a shell of this machine.
final class Workbench: Sendable {
    let path: String
    let transport: LiveTransport
    let host = Place.host("bench")
    /// The same with bash as sh, as EL has it.
    var bashHost: Place {
        mkdir(file("shell"), 0o700)
        symlink("/bin/bash", file("shell/sh"))
        return .host("bash")
    }
    var files: FenceFiles { Self.files(path) }

    private let owner: Workbench?

    /// `sharing`: another hcctl that acts on the same host.
    init(
        sharing other: Workbench? = nil, patience: TransportTimeouts = TransportTimeouts(), sharedWait: Int = 10,
        exclusiveWait: Int = 30
    ) {
        owner = other
        path =
            other?.path ?? "\(FileManager.default.temporaryDirectory.path)/hcctl-test-\(UInt64.random(in: 0 ... .max))"
        mkdir(path, 0o700)
        var files = Self.files(path)
        files.sharedWait = sharedWait
        files.exclusiveWait = exclusiveWait
        transport = LiveTransport(
            [], local: ["bench": "/bin/sh", "bash": path + "/shell/sh"], socketDirectory: path + "/ssh", fence: files,
            patience: patience)
    }

    deinit { if owner == nil { try? FileManager.default.removeItem(atPath: path) } }

    private static func files(_ path: String) -> FenceFiles {
        var files = FenceFiles()
        files.lock = path + "/fence"
        files.term = path + "/state/term"
        return files
    }

    func file(_ name: String) -> String { path + "/" + name }

    func contents(_ name: String) -> String? {
        FileManager.default.contents(atPath: file(name)).map { String(decoding: $0, as: UTF8.self) }
    }

    func put(_ text: String, _ name: String) {
        _ = FileManager.default.createFile(atPath: file(name), contents: Data(text.utf8))
    }

    /// Whatever a script or a write may have left behind.
    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
}

extension Query {
    static func run(_ arguments: String..., limit: Duration = .seconds(20), outputLimit: Int = 1 << 20) -> Query {
        .run(Invocation(arguments, limit: .killAfter(limit), outputLimit: outputLimit))
    }

    static func leave(_ arguments: String..., after: Duration) -> Query {
        .run(Invocation(arguments, limit: .detachAfter(after)))
    }
}

extension Change {
    static func run(_ arguments: String...) -> Change { .run(Invocation(arguments)) }

    static func write(_ path: String, _ text: String, expecting: World.Expectation = .anything) -> Change {
        .write(FileWrite(path: path, contents: .bytes(Array(text.utf8)), mode: 0o644, expecting: expecting))
    }
}

extension Outcome {
    /// For comparing: status, output and errors, or the verdict.
    var text: String {
        switch self {
        case .finished(let end):
            let (output, errors) = (
                String(decoding: end.output, as: UTF8.self), String(decoding: end.errors, as: UTF8.self)
            )
            return "exit \(end.exitStatus)" + (output.isEmpty ? "" : " \(output)")
                + (errors.isEmpty ? "" : " ! \(errors)")
        case .notRun(let failure): return "not delivered: \(failure)"
        case .indeterminate(let failure): return "undecided: \(failure)"
        }
    }

    var isFinished: Bool { if case .finished(let end) = self { end.exitStatus == 0 } else { false } }
}

/// Runs to the end and measures.
func timed<Value>(_ body: () async throws -> Value) async rethrows -> (Value, Duration) {
    let start = ContinuousClock.now
    let value = try await body()
    return (value, .now - start)
}

/// Waits until something is so, at most twenty seconds.
func eventually(_ condition: () async -> Bool) async -> Bool {
    for _ in 0..<1000 {
        if await condition() { return true }
        try? await Task.sleep(for: .milliseconds(20))
    }
    return await condition()
}
