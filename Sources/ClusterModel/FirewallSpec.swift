/// What one wants of the hosts' firewalls.
package struct FirewallSpec: Sendable, Hashable {
    /// Whether hcctl sets rules.
    package var manage = true
    /// What holds the rules.
    package var backend = Backend.auto

    /// The defaults.
    package init() {}

    /// What holds the rules.
    package enum Backend: String, Sendable, Hashable, CaseIterable { case auto, nftables, firewalld, iptables }
}

/// What one wants of the controllers on the hosts.
package struct ControllerSpec: Sendable, Hashable {
    /// The volume whose lock elects the one that acts; nil is the lock volume of the CTDBCluster.
    package var lockVolume: VolumeName?
    /// The one host that may act.
    package var host: HostName?

    /// The defaults.
    package init() {}
}
