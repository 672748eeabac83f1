package import ClusterModel
internal import Glibc
package import World

/// Real hosts over ssh(1), and this machine itself.
///
/// One connection a host, opened with the first command and shared by all; it ends with this process. Nothing here
/// retries a change that may have run: that is `Outcome.undecided`, and the caller looks first.
package final class LiveTransport: CommandTransport {
    /// Commands at a time on this machine. Protects it from a plan's worth of git and openssl at once.
    private static let mostHere = 8

    private let routes: [HostName: Route]
    private let here = Route.local(AsyncSemaphore(mostHere), shell: "/bin/sh")
    private let fence: FenceFiles
    private let patience: TransportTimeouts

    /// For root `/run/hcctl-ssh`, else `hcctl` in `$XDG_RUNTIME_DIR`.
    package static var standardSocketDirectory: String { SocketDirectory.standard }

    /// Opens nothing yet. `socketDirectory` is made with mode 0700 when it is needed; at most some 60 bytes, since
    /// the path of a socket may have 108.
    /// `here` is the host that is this machine: its commands are run by a shell of this machine, under the same fence.
    package convenience init(
        _ destinations: [SSHDestination], here: HostName? = nil,
        socketDirectory: String = LiveTransport.standardSocketDirectory
    ) {
        let local = here.map { [$0: "/bin/sh"] } ?? [:]
        self.init(
            destinations.filter { $0.host != here }, local: local, socketDirectory: socketDirectory,
            fence: FenceFiles(), patience: TransportTimeouts())
    }

    /// `local` are shells of this machine that stand for hosts.
    init(
        _ destinations: [SSHDestination], local: [HostName: String] = [:], socketDirectory: String, fence: FenceFiles,
        patience: TransportTimeouts
    ) {
        // Writing to a child that has ended must be an error, not our end. Children get the default back.
        signal(SIGPIPE, SIG_IGN)
        let sockets = SocketDirectory(path: socketDirectory)
        let remote = destinations.map { ($0.host, Route.ssh(HostConnection($0, sockets, patience))) }
        let others = local.map { ($0.key, Route.local(AsyncSemaphore(Self.mostHere), shell: $0.value)) }
        routes = Dictionary(remote + others) { first, _ in first }
        self.fence = fence
        self.patience = patience
    }

    /// One round trip, unless the queries are more than one script may hold. A query that is left alone on its host
    /// after its time does not keep the others from being answered.
    package func observe(_ queries: [Query], at place: Place) async -> [Outcome] {
        let refusals = queries.map { ShellScript.Operation.query($0).refusal }
        let sound = zip(queries, refusals).filter { $0.1 == nil }.map(\.0)
        var answers = await answers(to: sound, at: place).makeIterator()
        return refusals.map { refusal in
            if let refusal { return .notRun(refusal) }
            return answers.next() ?? .notRun(.connectionLost("no answer"))
        }
    }

    package func isConnected(to host: HostName) async -> Bool {
        switch routes[host] {
        case .ssh(let link)?: await link.isOpen
        case .local?: true
        case nil: false
        }
    }

    /// Under the host's fence; on this machine without one.
    package func perform(_ change: Change, at place: Place, term: Term) async -> Outcome {
        let operation = ShellScript.Operation.change(change)
        if let refusal = operation.refusal { return .notRun(refusal) }
        let fencing: ShellScript.Fence = place == .local ? .none : .shared(term, fence)
        return await once(Batch([operation], fence: fencing), at: place)
    }

    /// Finished with status 0 when the host obeys the term from now on.
    package func take(_ term: Term, at place: Place) async -> Outcome {
        guard place != .local else { return .notRun(.unreachable("the machine that runs hcctl has no fence")) }
        let operation = ShellScript.Operation.obey(term, file: fence.term)
        return await once(Batch([operation], fence: .exclusive(term, fence)), at: place)
    }

    /// Ends every connection and removes the sockets. Commands that still run go on on their hosts.
    package func close() async {
        await withTaskGroup(of: Void.self) { group in
            for route in routes.values {
                guard case .ssh(let link) = route else { continue }
                group.addTask { await link.close() }
            }
        }
    }
}

extension LiveTransport {
    func route(to place: Place) -> Route? {
        switch place {
        case .local: here
        case .host(let name): routes[name]
        }
    }

    private static func unknown(_ place: Place) -> TransportFailure {
        guard case .host(let name) = place else { return .unreachable("this machine") }
        return .unreachable("\(name): no way to this host was given")
    }

    private func answers(to queries: [Query], at place: Place) async -> [Outcome] {
        guard let route = route(to: place) else {
            return queries.map { _ in .notRun(Self.unknown(place)) }
        }
        var answers: [Outcome] = []
        var lost: TransportFailure?
        for part in Batch.parts(of: queries) {
            if let lost {
                answers += part.operations.map { _ in .notRun(lost) }
            } else {
                lost = await collect(part, route, into: &answers)
            }
        }
        return answers
    }

    /// Asks on after a query that was left alone. Gives the failure when the host is lost.
    private func collect(_ batch: Batch, _ route: Route, into answers: inout [Outcome]) async -> TransportFailure? {
        var rest = batch
        while !rest.operations.isEmpty {
            let reply = await route.query(rest, patience)
            guard let broken = reply.broken, broken.cause == .detached else {
                answers += reply.outcomes(count: rest.operations.count)
                return reply.broken?.failure
            }
            answers += reply.outcomes + [.indeterminate(broken.failure)]
            rest = rest.dropping(reply.outcomes.count + 1)
        }
        return nil
    }

    private func once(_ batch: Batch, at place: Place) async -> Outcome {
        guard let route = route(to: place) else { return .notRun(Self.unknown(place)) }
        let reply = await route.change(batch, patience)
        return reply.outcomes(count: 1).first ?? .notRun(.connectionLost("no answer"))
    }
}
