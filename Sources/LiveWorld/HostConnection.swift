internal import ClusterModel
internal import World

/// The way to one host: one connection, opened by whoever comes first, and few commands at a time on it.
actor HostConnection {
    /// Commands at a time on one connection. sshd allows ten sessions (MaxSessions), one of them is the master's own.
    static let mostInFlight = 8

    nonisolated let destination: SSHDestination
    nonisolated let gate = AsyncSemaphore(mostInFlight)
    private let sockets: SocketDirectory
    private let patience: TransportTimeouts
    private var current: OneShotValue<Opening>?
    private var isClosed = false

    init(_ destination: SSHDestination, _ sockets: SocketDirectory, _ patience: TransportTimeouts) {
        self.destination = destination
        self.sockets = sockets
        self.patience = patience
    }

    /// The open connection; nil when the waiting task is cancelled. A failure is told to all who waited for it, and the
    /// next one to come tries again.
    func master() async -> Opening? {
        guard !isClosed else { return .failed(.unreachable("\(destination.host): the transport was closed")) }
        if case .open(let master)? = current?.known, master.isOver { current = nil }
        return await (current ?? open()).value()
    }

    /// Whether the connection is open; not while it is being opened.
    var isOpen: Bool { if case .open(let master)? = current?.known { !master.isOver } else { false } }

    /// Takes a connection that is of no use out of the way, unless another one has done so.
    func discard(_ master: ControlMaster) async {
        if case .open(let known)? = current?.known, known === master { current = nil }
        await master.kill()
    }

    /// Ends the connection; none is opened any more. One that is being opened is not waited for: ssh ends by itself when
    /// the host does not answer, or with this process.
    func close() async {
        isClosed = true
        guard let last = current else { return }
        current = nil
        if case .open(let master)? = last.known { await master.close() }
    }

    private func open() -> OneShotValue<Opening> {
        let promise = OneShotValue<Opening>()
        current = promise
        Task {
            let result = await ControlMaster.open(destination, in: sockets, within: patience.opening)
            switch result {
            case .open(let master):
                gate.widen()
                if isClosed { await master.close() }
            case .failed: if current === promise { current = nil }
            }
            promise.fulfil(result)
        }
        return promise
    }
}
