package import ClusterModel

/// What a step does, in words, with a gap for the hosts on which equal steps do it.
struct StepPhrase: Hashable {
    /// So many hosts are named; more are counted. A line about a rack of hosts must stay one line.
    static let namedHosts = 4

    let before: String
    /// `on`, `of`; empty where the hosts are the object.
    var link = "on"
    var after = ""

    /// The phrase about hosts; about none where it is about a volume or the pool.
    func text(_ hosts: [String], isWide: Bool = false) -> String {
        guard !hosts.isEmpty else { return before + after }
        return "\(before) \(link.isEmpty ? "" : "\(link) ")\(Self.list(hosts, isWide: isWide))\(after)"
    }

    /// `host1, host2, host3, host4 and 8 more`.
    static func list(_ hosts: [String], isWide: Bool = false) -> String {
        guard hosts.count > namedHosts + 1, !isWide else { return hosts.joined(separator: ", ") }
        return "\(hosts.prefix(namedHosts).joined(separator: ", ")) and \(hosts.count - namedHosts) more"
    }
}

extension Step {
    /// What the step does.
    var phrase: StepPhrase {
        switch action {
        case .host(let action, _): action.phrase(differences)
        case .gluster(let action, _): action.phrase(differences)
        case .ctdb(let action, _): action.phrase
        case .nfs(let action, _): action.phrase
        case .hostedEngine(let action, _): action.phrase
        }
    }

    /// The hosts that the phrase is about.
    var phraseHosts: [String] {
        switch action {
        case .host(_, let host), .nfs(_, let host): [host.text]
        case .hostedEngine(.setMaintenance, _), .hostedEngine(.set(_, _, .broker), _),
            .hostedEngine(.set(_, _, .shared), _):
            []
        case .hostedEngine(_, let host): [host.text]
        case .gluster(.probe, _): [resource.name]
        case .ctdb(.reloadNodes, _): []
        case .ctdb(_, let host): [host.text]
        case .gluster(.createVolume, _), .gluster(.setOptions, _), .gluster(.resetOption, _),
            .gluster(.setClusterOption, _), .gluster(.startVolume, _), .gluster(.startBricks, _):
            []
        }
    }

    /// The phrase with its resource, where that is not the host it names: `GlusterVolume/engine: start the volume`.
    package var summary: String { PlanEntry(self).plainTitle(isWide: true) }
}

extension ForeseenStep {
    /// What the step will do.
    var phrase: StepPhrase {
        switch work {
        case .action(let action): action.phrase(differences)
        case .replaceFile(let file, let added?):
            StepPhrase(before: "write \(file.path) (\(RunText.count(added, "line")) added)")
        case .replaceFile(let file, nil): StepPhrase(before: "write \(file.path)")
        }
    }

    /// As `Step.summary`.
    package var summary: String { PlanEntry(self).plainTitle(isWide: true) }
}

extension HostAction {
    fileprivate func phrase(_ differences: [Difference]) -> StepPhrase {
        switch self {
        case .makeFilesystem(let device, _, _):
            StepPhrase(
                before:
                    "make an XFS file system on \(device)\(differences.first?.observed.map { Self.blank($0) } ?? "")",
                link: "of")
        case .replaceFile(let replacement): StepPhrase(before: "write \(replacement.summary)")
        case .mount(let device, let target, _): StepPhrase(before: "mount \(device) at \(target)")
        case .remount(_, let target, let options):
            StepPhrase(before: "remount \(target) with \(options.joined(separator: ","))")
        case .releaseMountPoint(let path): StepPhrase(before: "make the directory \(path) changeable again")
        case .makeDirectory(let path): StepPhrase(before: "make the directory \(path)")
        case .enableAndStart(let unit, _, let unmasking):
            StepPhrase(before: (unmasking ? "unmask, " : "") + "\(Self.verbs(differences)) \(unit)")
        case .restart(let unit): StepPhrase(before: "restart \(unit)")
        case .installPackages(let names, _): StepPhrase(before: "install \(names.joined(separator: ", "))")
        case .updatePackageLists: StepPhrase(before: "fetch the lists of packages")
        case .configurePackages: StepPhrase(before: "finish an interrupted installation of packages")
        case .removeBrickMark(let path, let volume):
            StepPhrase(before: "remove the leftover mark of volume \(volume) from \(path)")
        }
    }

    /// ` (2 GiB, blank)` of `blank, 2 GiB`; anything else that the device carries as it is.
    private static func blank(_ observed: String) -> String {
        let parts = observed.split(separator: ", ", maxSplits: 1)
        guard parts.count == 2, parts[0] == "blank" else { return " (now: \(observed))" }
        return " (\(parts[1]), blank)"
    }

    private static func verbs(_ differences: [Difference]) -> String {
        let fields = differences.map { $0.field.split(separator: ".").last ?? "" }
        return fields == ["active"] ? "start" : fields == ["enabled"] ? "enable" : "enable and start"
    }
}

extension NFSAction {
    fileprivate var phrase: StepPhrase {
        switch self {
        case .addExport: StepPhrase(before: "export")
        case .updateExport: StepPhrase(before: "update the export")
        case .replaceExport: StepPhrase(before: "remove the export and add it anew")
        case .removeExport(let name, let id): StepPhrase(before: "remove the export \(name) (\(id))")
        case .restartServer(let killing):
            StepPhrase(before: "\(killing ? "kill and start" : "restart") \(GaneshaSettings.unit)")
        case .restartStatd: StepPhrase(before: "restart \(GaneshaSettings.lockUnit)")
        }
    }
}

extension HostedEngineAction {
    fileprivate var phrase: StepPhrase {
        switch self {
        case .deploy: StepPhrase(before: "run the installer of the engine")
        case .cleanUp: StepPhrase(before: "remove what a failed deployment left")
        case .setMaintenance(.global): StepPhrase(before: "set global maintenance")
        case .setMaintenance(.none): StepPhrase(before: "end global maintenance")
        case .set(let key, let value, let type): StepPhrase(before: "set \(key) of \(type.rawValue) to \(value)")
        }
    }
}

extension GlusterAction {
    fileprivate func phrase(_ differences: [Difference]) -> StepPhrase {
        switch self {
        case .probe: StepPhrase(before: "add", link: "", after: " to the trusted pool")
        case .createVolume(_, let replica, let arbiter, let bricks):
            StepPhrase(before: "create \(VolumeShapeText.text(replica, arbiter, bricks.count, differences))")
        case .setOptions: StepPhrase(before: OptionChangeText.phrase(differences))
        case .resetOption(_, let option): StepPhrase(before: "reset \(option) to gluster's default")
        case .setClusterOption(let option):
            StepPhrase(before: "set \(option.name): \(differences.first?.observed ?? "unset") -> \(option.value)")
        case .startVolume: StepPhrase(before: "start the volume")
        case .startBricks: StepPhrase(before: "start \(Self.bricks(differences))")
        }
    }

    private static func bricks(_ differences: [Difference]) -> String {
        let (daemons, bricks) = (names(in: "daemons[", differences), names(in: "bricks[", differences))
        let parts = [
            bricks.isEmpty ? nil : "brick\(bricks.count == 1 ? "" : "s") \(StepPhrase.list(bricks))",
            daemons.isEmpty ? nil : "the \(StepPhrase.list(daemons))",
        ].compactMap(\.self)
        return parts.isEmpty ? "the bricks that do not run" : parts.joined(separator: " and ")
    }

    private static func names(in field: String, _ differences: [Difference]) -> [String] {
        differences.filter { $0.field.hasPrefix(field) }.compactMap { BracketText.inner($0.field) }
    }
}
