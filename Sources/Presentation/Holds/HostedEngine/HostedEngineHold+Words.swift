internal import ClusterModel

extension HostedEngineHold {
    /// One sentence without a full stop: what is waited for, and what would end it.
    var sentence: String {
        switch self {
        case .preflight(let host, let finding): finding.sentence(on: host)
        case .deployFailed(let host, let stage, let words, let leftovers):
            "the installer on \(host) failed\(stage.map { " in the stage “\($0)”" } ?? ""): \(words); "
                + (leftovers.isEmpty
                    ? "it left nothing that is observed" : "left behind: \(leftovers.joined(separator: ", "))")
                + "; repair the cause and apply again"
        case .storageInUse(let host, let path, let domains):
            "\(host):\(path) holds the storage domain \(domains.joined(separator: ", ")) and no host has an engine: if it is "
                + "an engine's, restore that one; if a failed deployment left it, remove it from the mounted volume"
        case .notGood(let state): "the agents have not brought the engine up: \(state)"
        case .severalEngines(let hosts):
            "ALERT: the engine runs on \(hosts.map(\.text).joined(separator: " and ")) at once; nothing that touches either "
                + "is changed: find out which one holds the disk's lease (sanlock client status) and power the other off "
                + "(hosted-engine --vm-poweroff)"
        case .maintenanceSpreads:
            "hosts report different global maintenance; a change reaches all of them within 20 s"
        case .noAgent: "no host has a running agent outside local maintenance that could be given the command"
        case .deployedOtherwise(let host, let field, let found, let expected):
            "the engine on \(host) was deployed with the \(field) \(found) and not \(expected), which no command changes; "
                + "write what is deployed into the manifest, or move the engine by backup and restore"
        case .addedByEngine(let host):
            "this release of hosted-engine adds \(host) through the engine only, which this version of hcctl does not do: "
                + "add it in the engine with “Hosted Engine: deploy”"
        case .otherHostFirst(let host, let other): "\(host) is added once \(other) takes part: one host at a time"
        case .holdsEngine(let volume):
            "volume \(volume) holds the engine's disk: its protection is not lowered, with or without consent, while an "
                + "engine is deployed on it"
        case .onlyEngineHost(let host):
            "the engine runs on \(host) and no other host could take it over: its agent is stopped, in maintenance or its "
                + "score is 0"
        case .addressesFirst(let host):
            "CTDB runs on \(host) and could give its interface a public address while the installer makes the bridge of it; "
                + "it goes on once CTDB is stopped there"
        }
    }

    /// The facts one by one, for programs.
    var facts: [JSON.Member] {
        switch self {
        case .preflight(let host, let finding): texts(("host", host.text), ("check", finding.check))
        case .deployFailed(let host, let stage, let words, let leftovers):
            texts(("host", host.text), ("stage", stage ?? ""), ("words", words)) + [
                .init("leftovers", .array(leftovers.map(JSON.string)))
            ]
        case .storageInUse(let host, let path, let domains):
            texts(("host", host.text), ("path", path)) + [.init("domains", .array(domains.map(JSON.string)))]
        case .notGood(let state): texts(("state", state))
        case .severalEngines(let hosts): [.init("hosts", .array(hosts.map { .string($0.text) }))]
        case .maintenanceSpreads, .noAgent: []
        case .deployedOtherwise(let host, let field, let found, let expected):
            texts(("host", host.text), ("field", field), ("found", found), ("expected", expected))
        case .addedByEngine(let host), .onlyEngineHost(let host), .addressesFirst(let host): texts(("host", host.text))
        case .otherHostFirst(let host, let other): texts(("host", host.text), ("other", other.text))
        case .holdsEngine(let volume): texts(("volume", volume.text))
        }
    }
}

extension HostedEngineFinding {
    /// What is missing, and what to do.
    fileprivate func sentence(on host: HostName) -> String {
        switch self {
        case .notInstalled(let program):
            "\(program) is not installed on \(host); install ovirt-hosted-engine-setup from oVirt's repository"
        case .nameNotFound(let name): "\(host) finds no address for \(name); give the name an A record in DNS"
        case .otherAddress(let name, let found, let expected):
            "\(host) finds \(found.joined(separator: ", ")) for \(name) and not \(expected); correct the A record, or "
                + "spec.vm.network.address"
        case .reverseName(let address, let found, let expected):
            "\(address) leads back to \(found.isEmpty ? "no name" : found.joined(separator: ", ")) and not to \(expected); "
                + "add or correct the PTR record"
        case .noHardwareAddress:
            "with DHCP the engine needs a hardware address that DHCP knows; give spec.vm.macAddress, or a static address"
        case .memory(let free, let needed):
            "\(host) has \(free) MiB of free memory and the installer needs \(needed); stop what uses it, or lower "
                + "spec.vm.memoryMiB"
        case .temporarySpace(let path, let free, let needed):
            "\(path) on \(host) has \(free) MiB free and the installer needs \(needed); make room"
        case .noInterface(let name): "\(host) has no network interface \(name); correct spec.bridgeInterface"
        case .gatewaySilent(let address):
            "the gateway \(address) does not answer \(host); correct spec.gateway, or let it answer echo requests"
        case .noAppliance(let what):
            "\(host) has no image of the engine (\(what)); install the package, or put the OVA there"
        case .noVirtualization:
            "\(host) has no /dev/kvm; enable virtualization in its firmware, or load the kernel's module kvm"
        case .clocks(let other, let seconds):
            "the clock of \(other) differs by \(seconds) s from that of \(host); let chronyd or ntpd keep both"
        case .volumeMissing(let volume): "volume \(volume) does not exist yet"
        case .volumeStopped(let volume): "volume \(volume) is not started"
        case .volumeCopies(let volume):
            "volume \(volume) has neither three copies nor two and an arbiter, without which the installer refuses it"
        case .volumeBricks(let volume): "a brick of volume \(volume) is not known to run; start it first"
        case .volumeOwner(let volume, let found):
            "the root of volume \(volume) belongs to \(found) and not to 36:36 (vdsm:kvm); declare owner: {uid: 36, gid: 36}"
        }
    }
}
