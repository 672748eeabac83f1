internal import ClusterModel
internal import Glibc
internal import Subprocess
internal import Synchronization
internal import SystemPackage
internal import World

/// What came of logging in.
enum Opening: Sendable {
    case open(ControlMaster)
    case failed(TransportFailure)
}

/// One open ssh connection that commands share. Its own session runs `cat` on a pipe that we hold: when this process
/// ends, however it ends, the pipe closes, `cat` ends, and with it the connection and its socket.
final class ControlMaster: Sendable {
    /// Where ssh is.
    static let program = "/usr/bin/ssh"
    /// How long an idle connection may take to end by itself before it is killed.
    private static let drainTimeout = Duration.seconds(1)
    /// Bytes of ssh's words that are kept, the last ones.
    private static let longestWords = 4096

    /// ControlPath.
    let socket: String
    private let destination: SSHDestination
    /// Nil when the connection is open, else why it is not.
    private let opened = OneShotValue<TransportFailure?>()
    private let closing = OneShotValue<Void>()
    private let ended = OneShotValue<Void>()
    private let task = Mutex<Task<Void, Never>?>(nil)

    private init(_ destination: SSHDestination, socket: String) {
        self.destination = destination
        self.socket = socket
    }

    /// Logs in, and waits until the far side echoes what we send: then the socket takes commands.
    static func open(
        _ destination: SSHDestination, in directory: SocketDirectory, within limit: Duration
    ) async -> Opening {
        let socket: String
        do { socket = try directory.newSocket() } catch { return .failed(.unreachable("\(error)")) }
        let master = ControlMaster(destination, socket: socket)
        master.task.withLock { $0 = Task { await master.hold() } }
        let late = TransportFailure.unreachable("\(destination.name): no login within \(limit.tenths) s")
        guard let failure = await master.opened.value(orAfter: limit, late) else { return .open(master) }
        await master.kill()
        return .failed(failure)
    }

    /// Whether ssh has ended by itself.
    var isOver: Bool { ended.known != nil }

    /// Ends the connection by the end of its input, so that ssh removes the socket itself; kills it if commands keep it
    /// open.
    func close() async {
        closing.fulfil(())
        let ended = ended
        let gone = OneShotValue<Void>()
        let watch = Task { if await ended.value() != nil { gone.fulfil(()) } }
        await gone.value(orAfter: Self.drainTimeout, ())
        watch.cancel()
        await kill()
    }

    /// Ends ssh at once, frozen or not, and removes what is left of the socket.
    func kill() async {
        task.withLock { $0 }?.cancel()
        let ended = ended
        // Whoever calls may be cancelled: the socket goes all the same.
        await Task { _ = await ended.value() }.value
        unlink(socket)
    }
}

// MARK: - The process

extension ControlMaster {
    private func hold() async {
        let hello = Array("hcctl-\(UInt64.random(in: 0 ... .max))\n".utf8)
        let failure: TransportFailure
        do {
            let result = try await Subprocess.run(
                .path(FilePath(Self.program)), arguments: Arguments(destination.masterArguments(socket: socket)),
                environment: ChildEnvironment.ssh, platformOptions: .ownSession,
                input: .inputWriter, output: .sequence, error: .sequence
            ) { execution in
                _ = try? await execution.standardInputWriter.write(hello)
                return await attend(execution, hello)
            }
            failure = SSHFailure.opening(
                Transcript.oneLine(result.closureResult, limit: Self.longestWords), result.terminationStatus,
                destination)
        } catch {
            failure = .unreachable("\(Self.program) cannot be run: \(error)")
        }
        opened.fulfil(failure)
        ended.fulfil(())
    }

    /// Until ssh ends; gives its last words.
    private func attend(
        _ execution: Execution<CustomWriteInput, SequenceOutput, SequenceOutput>, _ hello: [UInt8]
    ) async -> [UInt8] {
        await withTaskGroup(of: [UInt8].self) { group in
            group.addTask { await Self.words(execution.standardError) }
            group.addTask {
                await self.listen(execution.standardOutput, for: hello)
                return []
            }
            group.addTask {
                if await self.closing.value() != nil { try? await execution.standardInputWriter.finish() }
                return []
            }
            var words: [UInt8] = []
            for _ in 0..<2 { words += await group.next() ?? [] }
            group.cancelAll()
            return words
        }
    }

    /// A login shell may print before it comes to our `cat`: only our own words count.
    private func listen(_ stream: SubprocessOutputSequence, for hello: [UInt8]) async {
        var heard: [UInt8] = []
        do {
            for try await buffer in stream where opened.known == nil {
                buffer.withUnsafeBytes { heard += $0 }
                if heard.suffix(hello.count).elementsEqual(hello) { opened.fulfil(nil) }
                heard = Array(heard.suffix(hello.count))
            }
        } catch {
            // The end of the connection shows in ssh's status and words.
        }
    }

    private static func words(_ stream: SubprocessOutputSequence) async -> [UInt8] {
        var words: [UInt8] = []
        do {
            for try await buffer in stream {
                buffer.withUnsafeBytes { words += $0 }
                words = Array(words.suffix(longestWords))
            }
        } catch {
            // What was read before is what there is.
        }
        return words
    }
}

extension OneShotValue {
    /// Waits so long at most; after that `late` is the value, unless another one was there first. Never cut short by
    /// cancellation.
    @discardableResult
    func value(orAfter limit: Duration, _ late: Value) async -> Value {
        let timer = Task {
            try await Task.sleep(for: limit)
            fulfil(late)
        }
        defer { timer.cancel() }
        return await Task { await value() }.value ?? late
    }
}
