/// What dpkg and apt are doing, or did last, on a host.
package struct PackageWork: Sendable, Hashable, Codable {
    /// What was asked for.
    package var kind: Kind
    /// In virtual time.
    var begun: Duration
    /// When it ends by itself.
    var ends: Duration
    /// Its exit status, once it has failed: systemd keeps the unit until `reset-failed`.
    package var failed: Int?
    /// What it printed last.
    var words: [String]

    /// What is asked of them.
    package enum Kind: Sendable, Hashable, Codable {
        case update
        case install([String])
        case configure
    }

    /// From here on packages are there in halves.
    static let unpacking = 3
    /// The parts that progress is counted in.
    static let parts = 10

    /// In tenths.
    func progress(_ now: Duration) -> Int {
        let whole = ends - begun
        guard whole > .zero else { return Self.parts }
        return Int((now - begun) / whole * Double(Self.parts))
    }
}
