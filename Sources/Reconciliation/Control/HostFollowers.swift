package import ClusterModel
internal import Gluster
internal import HostOS
package import World

/// Follows on each host what may mean a change, and wishes for an observation at each such line. A follower that ends is
/// started again after a pause, and once it runs the whole cluster is observed: its lines say nothing of the time before.
package struct HostFollowers: Sendable {
    /// Decorrelated jitter between these two. A connection attempt to a host that is off costs five seconds and no load.
    static let (base, cap) = (Duration.seconds(1), Duration.seconds(30))
    /// A follower that lasted so long begins with the shortest pause again.
    static let lasting = Duration.seconds(30)

    private let transport: any LineFollowing
    private let time: any TimeSource
    private let random: any RandomSource
    private let inbox: ControlInbox
    private let tell: @Sendable (ControllerEvent) -> Void

    package init(
        _ transport: any LineFollowing, time: any TimeSource, random: any RandomSource, inbox: ControlInbox,
        tell: @escaping @Sendable (ControllerEvent) -> Void
    ) {
        self.transport = transport
        self.time = time
        self.random = random
        self.inbox = inbox
        self.tell = tell
    }

    /// What is followed on each host.
    package static func programs(_ desired: DesiredState) -> [HostName: [FollowedProgram]] {
        let bricks = desired.bricksByHost
        return desired.hosts.keys.reduce(into: [:]) { programs, host in
            programs[host] =
                [
                    GlusterFollowing.program(bricks: bricks[host] ?? []), HostOSFollowing.files(desired.managedFiles),
                    HostOSFollowing.systemd,
                ] + (desired.ctdbClusters.isEmpty ? [] : [HostOSFollowing.ctdb])
        }
    }

    /// Until the task is cancelled.
    package func run(_ programs: [HostName: [FollowedProgram]]) async {
        await withTaskGroup(of: Void.self) { group in
            for (host, programs) in programs.sorted(by: { $0.key < $1.key }) {
                group.addTask { await follow(host, programs) }
            }
        }
    }

    private func follow(_ host: HostName, _ programs: [FollowedProgram]) async {
        var pause = Self.base
        var reported = ""
        while !Task.isCancelled {
            let begun = time.uptime()
            let words = await transport.follow(programs, at: .host(host)) { heard($0, host) }
            guard !Task.isCancelled else { return }
            let hasLasted = time.uptime() - begun > Self.lasting
            if hasLasted || words != reported { tell(.followersLost(host, words: words)) }
            reported = words
            pause = hasLasted ? Self.base : next(after: pause)
            guard (try? await time.sleep(pause)) != nil else { return }
        }
    }

    private func heard(_ event: FollowEvent, _ host: HostName) {
        switch event {
        case .started: inbox.wake(.followersStarted(host))
        case .line(let source, let text):
            guard Self.isNews(source, text) else { return }
            inbox.wake(.line(host, source: source, text: Self.shown(source, text)))
        }
    }

    /// Characters of a line that a log shows as the reason of an observation.
    private static let shownText = 160

    /// Lines of managed files are not shown: fstab(5) may hold passwords of network file systems.
    private static func shown(_ source: LineSource, _ text: String) -> String {
        source == .files && !text.hasPrefix("tail: ") ? "a managed file was written" : String(text.prefix(shownText))
    }

    static func isNews(_ source: LineSource, _ text: String) -> Bool {
        source == .gluster ? GlusterFollowing.isNews(text) : HostOSFollowing.isNews(source, text)
    }

    private func next(after pause: Duration) -> Duration {
        let longest = min(Self.cap, pause * 3)
        let span = UInt64(max(1, (longest - Self.base).milliseconds))
        return Self.base + .milliseconds(Int(random.next(below: span)))
    }
}
