internal import ClusterModel

extension CTDBAction {
    /// What the step does.
    var phrase: StepPhrase {
        switch self {
        case .makeLockDirectory(let path): StepPhrase(before: "make the immutable directory \(path)")
        case .mountLock(let lock):
            StepPhrase(before: "mount the lock volume \(lock.volume) at \(lock.mountPoint), now and at each start")
        case .readUnits: StepPhrase(before: "have systemd read its units again")
        case .start: StepPhrase(before: "enable and start ctdb")
        case .stop: StepPhrase(before: "stop ctdb")
        case .setTunable(let tunable): StepPhrase(before: "set the tunable \(tunable.name) to \(tunable.value)")
        case .reloadNodes: StepPhrase(before: "have all nodes read the node list again")
        case .reloadAddresses: StepPhrase(before: "have ctdb read its public addresses again")
        case .setScript(let name, let isEnabled):
            StepPhrase(before: "\(isEnabled ? "enable" : "disable") the event script \(name)")
        }
    }
}
