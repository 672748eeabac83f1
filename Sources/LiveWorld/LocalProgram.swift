internal import Subprocess
internal import Synchronization
internal import SystemPackage

/// A program of this machine, run without a shell in a session of its own.
package struct LocalProgram: Sendable {
    private let path: String
    private let arguments: [String]

    package init(_ path: String, _ arguments: [String]) {
        self.path = path
        self.arguments = arguments
    }

    package struct Ending: Sendable, Hashable {
        /// Nil of a program that was killed, or that could not be run.
        package let status: Int32?
        package let output: String
        /// The end of what it wrote to standard error, on one line, or why it could not be run.
        package let words: String

        package var hasSucceeded: Bool { status == 0 }
    }

    /// Of its output no more is kept. Protects memory.
    private static let mostBytes = 1 << 20

    /// Runs it to its end. It is killed after the limit, and when the task is cancelled.
    package func run(within limit: Duration) async -> Ending {
        let output = OutputBytes(most: Self.mostBytes)
        return await follow(within: limit, output: output) { bytes in
            output.add(bytes)
            return false
        }
    }

    /// Runs it, and hands on what it writes to standard output and to standard error, until `handle` returns true. Then it
    /// is killed, and when the task is cancelled.
    package func follow(_ handle: @escaping @Sendable ([UInt8]) -> Bool) async -> Ending {
        await follow(within: nil, output: OutputBytes(most: 0), handle, errors: handle)
    }

    private func follow(
        within limit: Duration?, output: OutputBytes, _ handle: @escaping @Sendable ([UInt8]) -> Bool,
        errors: @escaping @Sendable ([UInt8]) -> Bool = { _ in false }
    ) async -> Ending {
        let words = OutputBytes(most: AnswerStream.noiseLimit)
        do {
            let result = try await Subprocess.run(
                .path(FilePath(path)), arguments: Arguments(arguments), environment: .local,
                platformOptions: .ownSession, input: .none, output: .sequence, error: .sequence
            ) { execution in
                let isOver = await withTaskGroup(of: Part.self) { group in
                    group.addTask { await Self.each(execution.standardOutput, handle) }
                    group.addTask {
                        await Self.each(execution.standardError) { bytes in
                            words.add(bytes)
                            return errors(bytes)
                        }
                    }
                    if let limit {
                        group.addTask {
                            try? await Task.sleep(for: limit)
                            return .enough
                        }
                    }
                    defer { group.cancelAll() }
                    return await Self.areClosed(&group)
                }
                // A program that has closed both is about to end, with a status that a signal would hide.
                if !isOver { try? execution.send(signal: .kill, toProcessGroup: true) }
            }
            let status: Int32? = if case .exited(let code) = result.terminationStatus { code } else { nil }
            return Ending(status: status, output: output.text, words: Transcript.oneLine(words.bytes))
        } catch {
            return Ending(status: nil, output: "", words: "\(path) cannot be run: \(error)")
        }
    }

    private enum Part: Sendable {
        /// One of the two streams.
        case closed
        case enough
    }

    /// Whether the program has closed both streams before anything else ended.
    private static func areClosed(_ group: inout TaskGroup<Part>) async -> Bool {
        var closed = 0
        while closed < 2, let part = await group.next() {
            guard part == .closed, !Task.isCancelled else { return false }
            closed += 1
        }
        return true
    }

    private static func each(_ stream: SubprocessOutputSequence, _ handle: ([UInt8]) -> Bool) async -> Part {
        do {
            for try await buffer in stream {
                if buffer.withUnsafeBytes({ handle(Array($0)) }) || Task.isCancelled { return .enough }
            }
        } catch {
            // A stream that cannot be read has ended.
        }
        return .closed
    }
}

/// Bytes that one task writes and another one reads, up to a limit.
private final class OutputBytes: Sendable {
    private let most: Int
    private let kept = Mutex<[UInt8]>([])

    init(most: Int) { self.most = most }

    func add(_ bytes: [UInt8]) {
        kept.withLock { kept in kept += bytes.prefix(max(0, most - kept.count)) }
    }

    var bytes: [UInt8] { kept.withLock { $0 } }
    var text: String { String(decoding: bytes, as: UTF8.self) }
}
