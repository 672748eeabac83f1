internal import ClusterModel

/// Sentences of the holds that come from the plan, the manifests and earlier runs, whatever the technology.
enum PlanHoldText {
    /// What the step does is said where the plan is shown; its id means nothing to people.
    static let step = "a step before it must succeed first"

    static func fact(_ subject: ObservedSubject, _ why: UnknownReason) -> String {
        "\(subject.title) is not known: \(why.sentence)"
    }

    static func disruptionBudget(_ away: [HostName], _ allowed: Int) -> String {
        "\(away.map(\.text).joined(separator: ", ")) \(away.count == 1 ? "is" : "are") unavailable, and no more than "
            + "\(allowed) may be (Cluster spec.disruption.maxUnavailableHosts)"
    }

    static func maintenance(_ host: HostName) -> String { "\(host) is in maintenance (Host spec.maintenance)" }

    static func paused(_ resource: ResourceID) -> String {
        "\(resource) is paused (annotation hcctl.dev/paused, its own or the Cluster's)"
    }

    static func warnMode(_ resource: ResourceID) -> String {
        "\(resource) is left to operators (annotation hcctl.dev/mode: warn, its own or the Cluster's)"
    }

    static func dependsOnObserved(_ resource: ResourceID) -> String {
        "it follows a step of \(resource), which the annotation hcctl.dev/mode: observe leaves to operators"
    }

    static func unsupported(_ change: UnsupportedChange) -> String {
        switch change {
        case .stopVolume(let volume): "this version never stops a running volume, \(volume)"
        case .sharedDevice(let host, let paths): "\(paths) on \(host) are one device"
        case .noHostsFile(let host): "\(host) has no /etc/hosts; make one"
        case .serviceInPart(let host, let unit):
            "\(unit) on \(host) is enabled and started by one step, and hcctl.dev/ignore leaves one of the two alone: do the "
                + "other one by hand"
        case .glusterdFileWithoutSection(let host):
            "/etc/glusterfs/glusterd.vol on \(host) has no section that ends with end-volume"
        }
    }

    static func notYetManaged(_ kind: ResourceKind, _ field: String) -> String {
        let what = field == "spec" ? "documents of the kind \(kind.rawValue)" : "\(field) of a \(kind.rawValue)"
        return "this version checks \(what) and does not act on it"
    }

    static func fenceBusy(_ host: HostName) -> String {
        "a command of an earlier run is still running on \(host)"
    }

    static func rejectedByAudit(_ words: String) -> String {
        "internal error: the step failed hcctl's safety audit and is not taken (please report): \(words)"
    }

    static func noEffect(_ attempts: Int, _ last: StepResult) -> String {
        let words =
            last == .done
            ? "the commands ended well, but what was observed since does not show their effect" : last.sentence
        return "tried \(RunText.count(attempts, "time")) without effect: \(words)"
    }

    static func window(_ hold: SyncWindowHold) -> String {
        let until = hold.until.map { ", until \($0)" } ?? ", for a year at least"
        return switch hold {
        case .denied(let window, _):
            "a sync window denies changes\(until) (Cluster spec.controller.windows: deny \(window.schedule))"
        case .notAllowed: "no sync window allows changes now\(until) (Cluster spec.controller.windows)"
        }
    }

    static func backOff(_ until: WallTime) -> String { "tried a moment ago; again at \(until)" }
}

extension ObservedSubject {
    /// What the fact is about, as the subject of a sentence.
    var title: String {
        switch self {
        case .glusterd(let host): "glusterd on \(host)"
        case .ctdbd(let host): "CTDB on \(host)"
        case .hostedEngine(let host): "hosted-engine on \(host)"
        case .mounts(let host): "the table of mounts of \(host)"
        case .device(let host, let path): "device \(host):\(path)"
        case .directory(let brick): "directory \(brick)"
        case .fstab(let host): "/etc/fstab of \(host)"
        case .expectedData(let host, let mountPoint): "what is expected at \(mountPoint) of \(host)"
        case .brickProcess(let volume, let brick): "brick \(brick) of volume \(volume)"
        case .healBacklog(let volume): "the heal backlog of volume \(volume)"
        }
    }
}
