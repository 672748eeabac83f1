/// What would let a host find an address for a name.
package enum NameRemedy: Sendable, Hashable {
    /// /etc/hosts has a line for it that nsswitch.conf keeps programs from reading.
    case fileNotRead
    /// `hostsFile: check` forbids to write the line.
    case addLine(address: String)
    /// The other hosts find different addresses; `field` of `host` could decide.
    case ambiguous([String], field: String, host: HostName)
    /// No host finds an address; `field` of `host` could give one.
    case unknownEverywhere(field: String, host: HostName)
}
