/// A host's own hosted-engine.conf, `key=value` a line (ovirt-hosted-engine-setup, templates/hosted-engine.conf.in).
package struct HostedEngineConfiguration: Sendable, Hashable {
    package let values: [String: String]

    package init(_ values: [String: String]) { self.values = values }

    /// What the command itself takes for deployed: the number of the virtual machine is set (bin/hosted-engine.in).
    package var isDeployed: Bool { !(values["vmid"] ?? "").isEmpty }
    /// `host1.lab.test:/engine`.
    package var storage: String? { values["storage"] }

    /// Where it lies.
    package static let path = "/etc/ovirt-hosted-engine/hosted-engine.conf"
}

/// What the installer needs, as the host that is to run it shows it. Asked while no engine is deployed there.
package struct HostedEnginePreflight: Sendable, Hashable {
    /// For each address of the engine's name, the names that it leads back to.
    package var reverseNames: [String: Reading<[String]>] = [:]
    /// MiB that are free, buffers and caches included.
    package var freeMemory: Reading<Int> = .unknown(.notAsked)
    /// MiB that are free in `temporaryDirectory`.
    package var temporarySpace: Reading<Int> = .unknown(.notAsked)
    /// Absent where there is no such interface.
    package var interface: Reading<Bool> = .unknown(.notAsked)
    /// Whether the gateway answered one echo request.
    package var gateway: Reading<Bool> = .unknown(.notAsked)
    /// Paths of the images; absent where there is none.
    package var appliances: Reading<[String]> = .unknown(.notAsked)
    /// Absent without /dev/kvm, which the kernel makes where the processor can virtualize.
    package var virtualization: Reading<Bool> = .unknown(.notAsked)
    /// By path of a brick of the engine's volume on this host: names of storage domains.
    package var domains: [String: Reading<[String]>] = [:]
    /// Seconds since 1970 by the host's clock, and by that of the machine that runs hcctl when it asked.
    package var clock: Reading<Int> = .unknown(.notAsked)

    package init() {}

    /// Where the installer unpacks the image (ovirt-ansible-collection, he_local_vm_dir_path).
    package static let temporaryDirectory = "/var/tmp"
    /// Where the appliance's package puts its image.
    package static let applianceDirectory = "/usr/share/ovirt-engine-appliance"
}
