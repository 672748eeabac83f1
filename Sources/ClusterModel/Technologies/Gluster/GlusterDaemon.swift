/// A process that serves volumes beside their bricks.
package enum GlusterDaemon: String, Sendable, Hashable, CaseIterable, Codable {
    case selfHeal = "self-heal daemon"
    case snapshots = "snapshot daemon"
    case quota = "quota daemon"
    case bitrot = "bitrot daemon"
    case scrub = "scrubber"
}

/// A daemon on a host.
package struct LocatedDaemon: Sendable, Hashable, Codable, CustomStringConvertible {
    package let daemon: GlusterDaemon
    package let host: HostName

    package init(_ daemon: GlusterDaemon, on host: HostName) {
        self.daemon = daemon
        self.host = host
    }

    /// `self-heal daemon on host1`.
    package var description: String { "\(daemon.rawValue) on \(host)" }
}

extension GlusterVolumeView {
    /// The daemons that a started volume is to have on each host with a brick of it, as its options say
    /// (glusterd-shd-svc.c, glusterd-quotad-svc.c, glusterd-bitd-svc.c, glusterd-snapd-svc.c).
    package var expectedDaemons: [GlusterDaemon] {
        guard status == .started else { return [] }
        func isOn(_ name: String, by standard: String = "off") -> Bool {
            GlusterOptionType.boolean.normal(option(name) ?? standard) == "on"
        }
        let heals = replica > 1 && isOn("cluster.self-heal-daemon", by: "on")
        let hasBitrot = isOn("features.bitrot")
        return (heals ? [.selfHeal] : []) + (isOn("features.uss") ? [.snapshots] : [])
            + (isOn("features.quota") ? [.quota] : []) + (hasBitrot ? [.bitrot, .scrub] : [])
    }
}
