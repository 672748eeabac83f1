/// What is declared of the controllers on the hosts.
package struct ControllerSpec: Sendable, Hashable {
    /// The volume whose lock elects the one that acts; nil is the lock volume of the CTDBCluster.
    package var lockVolume: VolumeName?
    /// The one host that may act.
    package var host: HostName?

    /// The defaults.
    package init() {}
}
