/// What is declared of the hosts' firewalls.
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
