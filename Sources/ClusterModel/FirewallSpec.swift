/// What one wants of the hosts' firewalls.
public struct FirewallSpec: Sendable, Hashable {
    /// Whether hcctl sets rules.
    public var manage = true
    /// What holds the rules.
    public var backend = Backend.auto

    /// The defaults.
    public init() {}

    /// What holds the rules.
    public enum Backend: String, Sendable, Hashable, CaseIterable { case auto, nftables, firewalld, iptables }
}

/// What one wants of the controllers on the hosts.
public struct ControllerSpec: Sendable, Hashable {
    /// The volume whose lock elects the one that acts; nil is the lock volume of the CTDBCluster.
    public var lockVolume: VolumeName?
    /// The one host that may act.
    public var host: HostName?

    /// The defaults.
    public init() {}
}
