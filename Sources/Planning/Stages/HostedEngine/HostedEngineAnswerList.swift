internal import ClusterModel

/// The installer's answers (ovirt-hosted-engine-setup, constants.py; their types from fhanswers.conf.j2 of
/// ovirt-ansible-collection).
struct HostedEngineAnswerList {
    private typealias Answer = HostedEngineDeployment.Answer
    private let spec: HostedEngineSpec
    private let desired: DesiredState

    init(_ spec: HostedEngineSpec, _ desired: DesiredState) {
        self.spec = spec
        self.desired = desired
    }

    /// Of the host that deploys the engine.
    var first: HostedEngineDeployment {
        HostedEngineDeployment(
            answers: core + network(spec.deployFrom) + engine(1) + storage + machine + cloudInit + mail)
    }

    /// Of a further host, on releases whose command adds it: the rest is read from the shared configuration.
    func further(_ host: HostName) -> HostedEngineDeployment {
        let number = (spec.hosts.firstIndex(of: host) ?? 0) + 1
        let additional = ["additionalHostEnabled", "isAdditionalHost"].map {
            Answer("OVEHOSTED_CORE/\($0)", .truth(true))
        }
        return HostedEngineDeployment(
            answers: core + additional + network(host) + engine(number) + storage
                + [Answer("OVEHOSTED_STORAGE/hostID", .integer(number))])
    }

    private var core: [Answer] {
        ["screenProceed", "deployProceed", "confirmSettings"].map { Answer("OVEHOSTED_CORE/\($0)", .truth(true)) }
    }

    private func network(_ host: HostName) -> [Answer] {
        let test: [Answer] =
            spec.networkTest.kind == .tcp
            ? [
                Answer("OVEHOSTED_NETWORK/network_test_tcp_address", .text(spec.networkTest.address ?? "")),
                Answer("OVEHOSTED_NETWORK/network_test_tcp_port", .text("\(spec.networkTest.port ?? 0)")),
            ] : []
        return [
            Answer("OVEHOSTED_NETWORK/bridgeIf", .text(spec.bridgeInterface)),
            Answer("OVEHOSTED_NETWORK/bridgeName", .text("ovirtmgmt")),
            Answer("OVEHOSTED_NETWORK/fqdn", .text(spec.fqdn)),
            Answer("OVEHOSTED_NETWORK/host_name", .text(desired.hosts[host]?.address ?? host.text)),
            Answer("OVEHOSTED_NETWORK/gateway", .text(spec.gateway)),
            Answer("OVEHOSTED_NETWORK/network_test", .text(spec.networkTest.kind.rawValue)),
            Answer(
                "OVEHOSTED_NETWORK/firewallManager", desired.spec.firewall?.manage ?? false ? .none : .text("iptables")),
        ] + test
    }

    private func engine(_ number: Int) -> [Answer] {
        [
            Answer("OVEHOSTED_ENGINE/appHostName", .text("hosted_engine_\(number)")),
            Answer("OVEHOSTED_ENGINE/datacenterName", .text(spec.dataCenter)),
            Answer("OVEHOSTED_ENGINE/clusterName", .text(spec.cluster)),
            Answer("OVEHOSTED_ENGINE/adminPassword", .secret(spec.adminPassword)),
            Answer("OVEHOSTED_ENGINE/enableHcGlusterService", .truth(spec.storage.type == .glusterfs)),
        ]
    }

    private var storage: [Answer] {
        let options = desired.engineMountOptions(spec)
        let version: [Answer] =
            spec.storage.type == .nfs ? [Answer("OVEHOSTED_STORAGE/nfsVersion", .text("auto"))] : []
        return [
            Answer("OVEHOSTED_STORAGE/domainType", .text(spec.storage.type.rawValue)),
            Answer("OVEHOSTED_STORAGE/storageDomainConnection", .text(desired.engineStorage(spec))),
            Answer("OVEHOSTED_STORAGE/storageDomainName", .text(spec.storageDomainName)),
            Answer("OVEHOSTED_STORAGE/mntOptions", options.isEmpty ? .none : .text(options.joined(separator: ","))),
            Answer("OVEHOSTED_STORAGE/imgSizeGB", .text("\(spec.vm.diskGiB)")),
        ] + version
    }

    private var machine: [Answer] {
        [
            Answer("OVEHOSTED_VM/vmMemSizeMB", .integer(spec.vm.memoryMiB)),
            Answer("OVEHOSTED_VM/vmVCpus", .text("\(spec.vm.vcpus)")),
            Answer("OVEHOSTED_VM/vmBoot", .text(spec.vm.bootDevice.rawValue)),
            Answer("OVEHOSTED_VM/ovfArchive", .text(spec.appliance.ova ?? "")),
            Answer("OVEHOSTED_VM/automateVMShutdown", .truth(true)),
            Answer("OVEHOSTED_VDSM/consoleType", .text("vnc")),
        ] + (spec.vm.macAddress.map { [Answer("OVEHOSTED_VM/vmMACAddr", .text($0))] } ?? [])
    }

    private var cloudInit: [Answer] {
        let labels = spec.fqdn.split(separator: ".", maxSplits: 1).map(String.init)
        let setup = spec.cloudInit
        return [
            Answer("OVEHOSTED_VM/cloudInitISO", .text("generate")),
            Answer("OVEHOSTED_VM/cloudinitInstanceHostName", .text(spec.fqdn)),
            Answer("OVEHOSTED_VM/cloudinitInstanceDomainName", .text(labels.count > 1 ? labels[1] : "")),
            Answer("OVEHOSTED_VM/cloudinitExecuteEngineSetup", .truth(true)),
            Answer("OVEHOSTED_VM/cloudinitVMStaticCIDR", Self.text(spec.vm.network.address)),
            Answer("OVEHOSTED_VM/cloudinitVMDNS", Self.text(spec.vm.network.dns?.joined(separator: ","))),
            Answer("OVEHOSTED_VM/cloudinitVMETCHOSTS", .truth(setup.etcHosts)),
            Answer("OVEHOSTED_VM/cloudinitVMTZ", Self.text(setup.timeZone)),
            Answer("OVEHOSTED_VM/cloudinitRootPwd", .secret(setup.rootPassword ?? spec.adminPassword)),
            Answer("OVEHOSTED_VM/rootSshPubkey", Self.text(setup.rootSSHKey)),
            Answer("OVEHOSTED_VM/rootSshAccess", .text(setup.rootSSHAccess.rawValue)),
        ]
    }

    /// The installer's own defaults where the manifest declares no mail.
    private var mail: [Answer] {
        guard let mail = spec.notifications else { return [] }
        return [
            Answer("OVEHOSTED_NOTIF/smtpServer", .text(mail.smtpServer)),
            Answer("OVEHOSTED_NOTIF/smtpPort", .text("\(mail.smtpPort)")),
            Answer("OVEHOSTED_NOTIF/sourceEmail", .text(mail.source)),
            Answer("OVEHOSTED_NOTIF/destEmail", .text(mail.destinations.joined(separator: ","))),
        ]
    }

    private static func text(_ text: String?) -> HostedEngineDeployment.Value { text.map { .text($0) } ?? .none }
}
