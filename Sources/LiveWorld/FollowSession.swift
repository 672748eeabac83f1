internal import Subprocess
internal import Synchronization
internal import SystemPackage
internal import World

/// One follower: a child that is an ssh client or a shell of this machine, read until it ends.
struct FollowSession: Sendable {
    private let input: [UInt8]
    private let stream: Mutable<FollowStream>
    private let words = Mutable<[UInt8]>([])
    private let handle: @Sendable (FollowEvent) -> Void

    init(_ programs: [FollowedProgram], _ handle: @escaping @Sendable (FollowEvent) -> Void) {
        let nonce = String(UInt64.random(in: 0 ... .max), radix: 36) + String(UInt64.random(in: 0 ... .max), radix: 36)
        input = FollowScript(programs, nonce: nonce).input
        stream = Mutable(FollowStream(programs, nonce: nonce))
        self.handle = handle
    }

    var isStarted: Bool { stream.value.withLock { $0.isStarted } }

    /// Returns the words of its end.
    func held(by program: String, _ arguments: [String], _ environment: Environment) async -> String {
        do {
            let result = try await Subprocess.run(
                .path(FilePath(program)), arguments: Arguments(arguments), environment: environment,
                platformOptions: .ownSession, input: .inputWriter, output: .sequence, error: .sequence
            ) { execution in
                _ = try? await execution.standardInputWriter.write(input)
                await read(execution)
                try? await execution.standardInputWriter.finish()
                // Of this machine all programs; ssh closes the channel, at which the shell on the host ends its own.
                try? execution.send(signal: .kill, toProcessGroup: true)
            }
            return end(result.terminationStatus)
        } catch {
            return Task.isCancelled ? ScriptSession.gaveUp : "\(program) cannot be run: \(error)"
        }
    }

    private func read(_ execution: Execution<CustomWriteInput, SequenceOutput, SequenceOutput>) async {
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                await each(execution.standardOutput) { bytes in
                    let (events, isOver) = stream.value.withLock { ($0.feed(bytes), $0.end != nil) }
                    events.forEach(handle)
                    return isOver
                }
                return true
            }
            group.addTask {
                await each(execution.standardError) { bytes in
                    words.value.withLock { $0 = Array(($0 + bytes).suffix(AnswerStream.noiseLimit)) }
                    return false
                }
                return false
            }
            while let isOutput = await group.next() { if isOutput || Task.isCancelled { break } }
            group.cancelAll()
        }
    }

    /// Until the stream ends, or `feed` returns true.
    private func each(_ stream: SubprocessOutputSequence, _ feed: (UnsafeRawBufferPointer) -> Bool) async {
        do {
            for try await buffer in stream {
                if buffer.withUnsafeBytes({ feed($0) }) || Task.isCancelled { return }
            }
        } catch {
            // A stream that cannot be read has ended.
        }
    }

    private func end(_ status: TerminationStatus) -> String {
        if let end = stream.value.withLock({ $0.end }) { return end }
        if Task.isCancelled { return ScriptSession.gaveUp }
        let said = Transcript.oneLine(words.value.withLock { $0 })
        return said.isEmpty ? "\(status)" : said
    }
}

/// A mutex that a struct can hold.
private final class Mutable<Value: Sendable>: Sendable {
    let value: Mutex<Value>
    init(_ value: Value) { self.value = Mutex(value) }
}
