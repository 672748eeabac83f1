import ClusterModel
import SimulatedWorld

/// The one place that maps the words of scripts to the simulator's external actions: what people, other tools and nature
/// do to a cluster past hcctl.
struct ScriptedAction: Sendable {
    let words: [String]
    private let places: [(name: String, word: String)]
    private let form: Form

    /// The action that has the form of these words.
    init(_ words: [String]) throws(StatementError) {
        for form in Self.forms {
            guard let places = form.words.places(in: words) else { continue }
            self.words = words
            self.places = places
            self.form = form
            return
        }
        throw StatementError("unknown: “\(words.joined(separator: " "))”")
    }

    static var usage: [String] { forms.map(\.words.usage) }

    /// Performs the action; one that is not possible in the present state is an error.
    func perform(on cluster: SimulatedCluster) throws(StatementError) {
        let state = cluster.state
        for place in places where place.name == "HOST" || place.name == "OTHER-HOST" {
            guard state[HostName(place.word)] == nil else { continue }
            throw StatementError("there is no host \(place.word); there are \(state.hosts.map(\.name.text))")
        }
        guard let hand = form.make(places.map(\.word), state), cluster.act(hand) else {
            throw StatementError("this cannot be done as things are: \(words.joined(separator: " "))")
        }
    }

    /// One sort of action; nil where the state does not allow it.
    private struct Form: Sendable {
        let words: WordForm
        let make: @Sendable ([String], ClusterState) -> ExternalAction?

        init(_ usage: String, _ make: @escaping @Sendable ([String], ClusterState) -> ExternalAction?) {
            words = WordForm(usage)
            self.make = make
        }
    }

    private static let forms =
        hosts + services + packages + volumes + bricks + fileSystems + disks + files + ctdb + engine
}

// MARK: - Forms

extension ScriptedAction {
    private static let hosts = [
        Form("power off HOST") { words, _ in .host(.powerCut(HostName(words[0]))) },
        Form("power on HOST") { words, _ in .host(.powerOn(HostName(words[0]))) },
        Form("power on HOST without mounts") { words, _ in .host(.powerOnWithoutMounts(HostName(words[0]))) },
        Form("cut ssh to HOST") { words, _ in .host(.unreachable(HostName(words[0]))) },
        Form("restore ssh to HOST") { words, _ in .host(.reachable(HostName(words[0]))) },
        Form("move HOST to network segment NUMBER") { words, _ in
            Int(words[1]).map { .host(.segment(HostName(words[0]), $0)) }
        },
        Form("make pool of HOST and OTHER-HOST with volume VOLUME") { words, _ in
            .gluster(.foreignPool([HostName(words[0]), HostName(words[1])], volume: words[2]))
        },
    ]

    private static let services = [
        Form("kill glusterd on HOST") { words, _ in
            .gluster(.killGlusterd(HostName(words[0]), bricksToo: true, restarts: false))
        },
        Form("stop service SERVICE on HOST") { words, _ in .host(.stopService(HostName(words[1]), unit: unit(words[0])))
        },
        Form("start service SERVICE on HOST") { words, _ in
            .host(.startService(HostName(words[1]), unit: unit(words[0])))
        },
        Form("enable service SERVICE on HOST") { words, _ in
            .host(.enableService(HostName(words[1]), unit: unit(words[0])))
        },
        Form("disable service SERVICE on HOST") { words, _ in
            .host(.disableService(HostName(words[1]), unit: unit(words[0])))
        },
        Form("mask service SERVICE on HOST") { words, _ in .host(.maskService(HostName(words[1]), unit: unit(words[0])))
        },
        Form("touch settings of glusterd on HOST") { words, _ in .gluster(.touchSettings(HostName(words[0]))) },
        Form("damage store of glusterd on HOST") { words, _ in .gluster(.damageStore(HostName(words[0]))) },
        Form("repair store of glusterd on HOST") { words, _ in .gluster(.repairStore(HostName(words[0]))) },
    ]

    private static func unit(_ word: String) -> String { word.contains(".") ? word : word + ".service" }

    private static let packages = [
        Form("install package PACKAGE on HOST") { words, _ in .host(.installPackage(HostName(words[1]), words[0])) },
        Form("remove package PACKAGE from HOST") { words, _ in .host(.removePackage(HostName(words[1]), words[0])) },
        Form("kill dpkg at package PACKAGE on HOST") { words, _ in
            .host(.killDpkg(HostName(words[1]), words[0], .unpacked))
        },
        Form("lock dpkg on HOST for DURATION") { words, _ in
            (try? duration(words[1])).map { .host(.lockPackages(HostName(words[0]), $0)) }
        },
    ]

    private static let volumes = [
        Form("set option VOLUME NAME VALUE") { words, _ in .gluster(.setOption(volume: words[0], words[1], words[2])) },
        Form("reset option VOLUME NAME") { words, _ in .gluster(.resetOption(volume: words[0], words[1])) },
        Form("stop volume VOLUME") { words, _ in .gluster(.stopVolume(words[0])) },
        Form("start volume VOLUME") { words, _ in .gluster(.startVolume(words[0])) },
        Form("delete volume VOLUME") { words, _ in .gluster(.deleteVolume(words[0])) },
        Form("make volume VOLUME HOST PATH") { words, _ in
            .gluster(.makeVolume(words[0], HostName(words[1]), path: words[2]))
        },
        Form("kill self-heal daemon of VOLUME on HOST") { words, _ in
            .gluster(.killHealer(HostName(words[1]), volume: words[0]))
        },
        Form("write file FILE to volume VOLUME") { words, _ in .gluster(.write(volume: words[1], file: words[0])) },
    ]

    private static let bricks = [
        Form("kill brick HOST PATH") { words, state in
            let runs = state[HostName(words[0])]?.glusterd.bricks.contains {
                $0.key.hasSuffix(":\(words[1])") && $0.value.isRunning
            }
            return runs ?? false ? .gluster(.killBrick(HostName(words[0]), path: words[1])) : nil
        },
        Form("remove mark of brick HOST PATH") { words, _ in .gluster(.removeMark(HostName(words[0]), path: words[1]))
        },
        Form("leave gfid HOST PATH") { words, _ in .gluster(.leaveGFID(HostName(words[0]), path: words[1])) },
        Form("leave half-made brick HOST PATH") { words, _ in .gluster(.leftover(HostName(words[0]), path: words[1])) },
    ]

    private static let fileSystems = [
        Form("unmount HOST PATH") { words, _ in .storage(.unmount(HostName(words[0]), target: words[1])) },
        Form("mount HOST DEVICE PATH") { words, _ in
            .storage(.mount(HostName(words[0]), device: words[1], target: words[2]))
        },
        Form("cover HOST PATH") { words, _ in
            .storage(.cover(HostName(words[0]), path: words[1], directories: []))
        },
        Form("link HOST PATH to PATH") { words, _ in
            .storage(.link(HostName(words[0]), path: words[1], to: words[2]))
        },
        Form("remount HOST PATH with OPTIONS") { words, _ in
            let options = words[2].split(separator: ",").map(String.init)
            return .storage(.remount(HostName(words[0]), target: words[1], options: options))
        },
        Form("make directory HOST PATH") { words, _ in .host(.makeDirectory(HostName(words[0]), path: words[1])) },
        Form("put files into HOST PATH") { words, _ in .host(.putFiles(HostName(words[0]), path: words[1])) },
        Form("rename HOST PATH PATH") { words, _ in .gluster(.rename(HostName(words[0]), path: words[1], to: words[2]))
        },
    ]

    private static let disks = [
        Form("put CONTENTS on disk HOST DEVICE") { words, _ in
            contents(words[0]).map { .storage(.putOnDisk(HostName(words[1]), device: words[2], $0)) }
        },
        Form("replace disk HOST DEVICE by a blank one") { words, _ in
            .storage(.replaceDisk(HostName(words[0]), device: words[1], serial: "\(words[0])-replacement"))
        },
        Form("break disk HOST DEVICE") { words, _ in
            .storage(.breakDisk(HostName(words[0]), device: words[1], isReadable: false))
        },
        Form("repair disk HOST DEVICE") { words, _ in
            .storage(.breakDisk(HostName(words[0]), device: words[1], isReadable: true))
        },
        Form("remove disk HOST DEVICE") { words, _ in .storage(.removeDisk(HostName(words[0]), device: words[1])) },
    ]

    /// `ext4`, `xfs`, `swap`, `lvm`, `gpt` or `nothing`.
    private static func contents(_ word: String) -> SimulatedDisk.Contents? {
        let uuid = "f0e19900-0000-4000-8000-000000000001"
        return switch word {
        case "ext4", "xfs": .filesystem(Filesystem(kind: word, uuid: uuid))
        case "swap": .swap(uuid: uuid)
        case "lvm": .lvm(uuid: uuid)
        case "gpt": .partitionTable(kind: "gpt", [])
        case "nothing": .blank
        default: nil
        }
    }

    private static let engine = [
        Form("set record of NAME to ADDRESS") { words, _ in
            .hostedEngine(.setRecord(name: words[0], address: words[1]))
        },
        Form("remove record of NAME") { words, _ in .hostedEngine(.setRecord(name: words[0], address: nil)) },
        Form("take NEED from HOST") { words, _ in
            HostedEngineExternalAction.Need(rawValue: words[0]).map {
                .hostedEngine(.lack(HostName(words[1]), $0, true))
            }
        },
        Form("give NEED to HOST") { words, _ in
            HostedEngineExternalAction.Need(rawValue: words[0]).map {
                .hostedEngine(.lack(HostName(words[1]), $0, false))
            }
        },
        Form("let the installer on HOST fail at STAGE") { words, _ in
            EngineInstaller.Stage.allCases.first { "\($0)" == words[1] }.map {
                .hostedEngine(.failDeployment(HostName(words[0]), at: $0))
            }
        },
        Form("set global maintenance") { _, _ in .hostedEngine(.setGlobalMaintenance(true)) },
        Form("end global maintenance") { _, _ in .hostedEngine(.setGlobalMaintenance(false)) },
        Form("set KEY of the brokers to VALUE") { words, _ in
            .hostedEngine(.setBroker(key: words[0], value: words[1]))
        },
        Form("set KEY of hosted-engine.conf on HOST to VALUE") { words, _ in
            .hostedEngine(.setOwn(HostName(words[1]), key: words[0], value: words[2]))
        },
        Form("kill the engine on HOST") { words, _ in .hostedEngine(.killMachine(HostName(words[0]))) },
        Form("make the engine on HOST sick") { words, _ in .hostedEngine(.sicken(HostName(words[0]), true)) },
        Form("make the engine on HOST well") { words, _ in .hostedEngine(.sicken(HostName(words[0]), false)) },
    ]

    private static let ctdb = [
        Form("set tunable NAME of ctdb on HOST to VALUE") { words, _ in
            Int(words[2]).map { .ctdb(.setTunable(HostName(words[1]), words[0], $0)) }
        },
        Form("stop node of ctdb on HOST") { words, _ in .ctdb(.stopNode(HostName(words[0]))) },
        Form("continue node of ctdb on HOST") { words, _ in .ctdb(.continueNode(HostName(words[0]))) },
        Form("ban node of ctdb on HOST") { words, _ in .ctdb(.ban(HostName(words[0]))) },
        Form("unban node of ctdb on HOST") { words, _ in .ctdb(.unban(HostName(words[0]))) },
        Form("hang ctdb on HOST") { words, _ in .ctdb(.hang(HostName(words[0]))) },
        Form("resume ctdb on HOST") { words, _ in .ctdb(.resume(HostName(words[0]))) },
        Form("disable event script SCRIPT on HOST") { words, _ in
            .ctdb(.setScript(HostName(words[1]), words[0], isEnabled: false))
        },
        Form("fail event script SCRIPT on HOST saying TEXT") { words, _ in
            .ctdb(.failScript(HostName(words[1]), words[0], output: words[2]))
        },
        Form("repair event script on HOST") { words, _ in .ctdb(.repairScript(HostName(words[0]))) },
    ]

    private static let files = [
        Form("edit FILE of HOST delete TEXT") { words, state in
            edit(words[0], of: words[1], .delete(linesWith: words[2]), state)
        },
        Form("edit FILE of HOST replace TEXT by TEXT") { words, state in
            edit(words[0], of: words[1], .replace(words[2], by: words[3]), state)
        },
        Form("edit FILE of HOST append LINE") { words, state in
            edit(words[0], of: words[1], .append(words[2]), state)
        },
    ]

    private static func edit(_ path: String, of host: String, _ edit: TextEdit, _ state: ClusterState)
        -> ExternalAction?
    {
        let bytes = state[HostName(host)]?.root.file(path) ?? []
        return edit.applied(to: String(decoding: bytes, as: UTF8.self)).map {
            .host(.writeFile(HostName(host), path: path, Array($0.utf8)))
        }
    }
}
