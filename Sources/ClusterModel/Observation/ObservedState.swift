/// What all probes of one cycle showed, host by host.
package struct ObservedState: Sendable {
    /// One for each host of the Cluster.
    package let hosts: [HostName: Observed<ObservedHost>]
    /// Addresses by name, as the machine that runs hcctl finds them; only of names that a host does not find.
    package let addressesHere: [String: Reading<[String]>]
    /// The volumes of all hosts' views, by name.
    package let volumes: ObservedVolumes

    package init(hosts: [HostName: Observed<ObservedHost>], addressesHere: [String: Reading<[String]>] = [:]) {
        self.hosts = hosts
        self.addressesHere = addressesHere
        volumes = ObservedVolumes(hosts)
    }

    /// The host's facts; all unknown where it was not asked.
    package func host(_ name: HostName) -> ObservedHost { hosts[name]?.facts ?? ObservedHost(unknown: .notAsked) }

    /// What the host's own glusterd reports, without a copy of all facts.
    package func gluster(_ host: HostName) -> Reading<GlusterView> {
        hosts[host]?.facts.gluster.view ?? .unknown(.notAsked)
    }
}

/// The index follows from the hosts.
extension ObservedState: Equatable {
    package static func == (left: Self, right: Self) -> Bool {
        left.hosts == right.hosts && left.addressesHere == right.addressesHere
    }
}
