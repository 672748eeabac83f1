/// When an observation that was wished for may begin, so that a storm of log lines does not become a storm of
/// observations. The first one begins at once; while they find nothing to do, the pause between two of them doubles.
struct ObservationPacer {
    /// From a line to the observation. Lines come in bursts of some milliseconds, and a daemon may log before its own
    /// state shows the change. Costs as much in the time to notice drift.
    static let settle = Duration.milliseconds(20)
    /// After the second observation in a row without a result.
    static let first = Duration.milliseconds(100)
    /// Bounds what a host that logs without end costs: an observation of about 60 reading commands in five seconds.
    static let cap = Duration.seconds(5)

    private var gap = Duration.zero
    private var ended: Duration?

    /// From now until the observation.
    mutating func pause(at now: Duration) -> Duration {
        guard let ended else { return Self.settle }
        let past = now - ended
        // After a calm the next line is news again.
        if past > Self.cap * 2 { gap = .zero }
        return max(Self.settle, gap - past)
    }

    /// A wished-for observation was made; `isUseful` if there was something to do.
    mutating func observed(isUseful: Bool, at now: Duration) {
        ended = now
        gap = isUseful ? .zero : min(Self.cap, gap == .zero ? Self.first : gap * 2)
    }
}
