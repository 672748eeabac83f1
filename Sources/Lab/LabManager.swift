internal import Foundation
package import World

/// Carries out the verbs of `hcctl lab`: observes the lab, performs the steps that are missing, and observes again.
package struct LabManager: Sendable {
    private let probe: LabProbe
    private let actuator: LabActuator
    private let time: any TimeSource
    private let say: @Sendable (String) -> Void
    private let process = Int(ProcessInfo.processInfo.processIdentifier)

    /// `say` is called with a line before each step that takes long.
    package init(_ environment: RunEnvironment, say: @escaping @Sendable (String) -> Void) {
        probe = LabProbe(transport: environment.transport)
        actuator = LabActuator(transport: environment.transport)
        time = environment.time
        self.say = say
    }

    /// What a lab needs and this machine lacks; empty means that it can run.
    package func check() async -> [LabShortfall] { LabCheck.shortfalls(await probe.abilities()) }

    /// The hosts of the lab and what they do; none when there is no lab.
    package func status() async throws(LabProblem) -> LabStatus {
        let facts = try await observe()
        return await status(facts)
    }

    /// Makes what is missing and waits until every host answers.
    package func up(_ request: LabRequest) async throws(LabProblem) -> LabStatus {
        let lock = try LabLock()
        defer { lock.release() }
        try await awaitEarlierChanges()
        let facts = try await observe()
        try await refuseWhereItCannotRun()
        let all = try request.hosts(beside: facts.hosts)
        try refuse(request, for: facts)
        try await start(all, of: all, request)
        return try await status()
    }

    /// Removes the lab, also one that is half built; the base only with `purge`.
    package func down(purge: Bool) async throws(LabProblem) {
        let lock = try LabLock()
        defer { lock.release() }
        try await awaitEarlierChanges()
        _ = try await observe()
        do { try await follow(LabDownPlan(purge: purge).steps, atMost: LabLimit.gentleStop) } catch {
            try await follow(LabDownPlan(purge: purge, isForced: true).steps)
        }
    }

    /// Cuts the power of hosts. Those that are off stay so.
    package func powerOff(_ names: [String]) async throws(LabProblem) -> LabStatus {
        let lock = try LabLock()
        defer { lock.release() }
        try await awaitEarlierChanges()
        try await follow(LabPowerOffPlan(hosts: try await hosts(named: names).named).steps)
        return try await status()
    }

    /// Powers hosts on and waits until they answer. Those that are on stay so.
    package func powerOn(_ names: [String]) async throws(LabProblem) -> LabStatus {
        let lock = try LabLock()
        defer { lock.release() }
        try await awaitEarlierChanges()
        let hosts = try await hosts(named: names)
        try await start(hosts.named, of: hosts.all, LabRequest())
        return try await status()
    }

    /// Pulls the cables of running hosts out.
    package func partition(_ names: [String]) async throws(LabProblem) -> LabStatus {
        let lock = try LabLock()
        defer { lock.release() }
        try await awaitEarlierChanges()
        let hosts = try await runningHosts(named: names)
        try await follow(LabCablePlan(hosts: hosts, isPlugged: false).steps)
        return try await status()
    }

    /// Plugs the cables of running hosts in again and waits until they answer.
    package func rejoin(_ names: [String]) async throws(LabProblem) -> LabStatus {
        let lock = try LabLock()
        defer { lock.release() }
        try await awaitEarlierChanges()
        let hosts = try await runningHosts(named: names)
        try await follow(LabCablePlan(hosts: hosts, isPlugged: true).steps)
        try await awaitAnswers(hosts)
        return try await status()
    }

    /// Replaces a disk, also one in use, by a blank one of the same size.
    package func blank(_ device: String, of name: String) async throws(LabProblem) -> LabStatus {
        let lock = try LabLock()
        defer { lock.release() }
        try await awaitEarlierChanges()
        let hosts = try await hosts(named: [name]).named
        let plan = LabSwapPlan(hosts: hosts)
        try await follow(plan.steps, atMost: LabLimit.boot)
        let facts = try await observe()
        for host in hosts {
            let disk = try Self.pick(device, of: host, facts)
            let bytes = facts.entries.first { $0.path == disk.image }?.size ?? 0
            try await actuator.perform(
                LabStep("replace \(device) of \(name)", LabCommands.beginSwap(disk, bytes: bytes)))
        }
        try await follow(plan.steps, atMost: LabLimit.boot)
        return try await status()
    }

    /// The command line that runs `command` in the hub.
    package func inHub(_ command: [String]) async throws(LabProblem) -> [String] {
        guard try await observe().namespaces.contains(LabLayout.hub) else { throw Self.noLab }
        return LabCommands.inHub(["env", "HCCTL_STATE_DIR=\(LabLayout.hubState)"] + command)
    }

    /// The command line that runs `command` in a host; `terminal` is the kind of terminal, where there is one.
    package func inHost(_ name: String, _ command: [String], terminal: String?) async throws(LabProblem) -> [String] {
        let facts = try await observe()
        guard let host = try Self.pick([name], from: facts.hosts).first, let number = facts.inits[host.machine] else {
            throw LabProblem("run a command in \(name)", "it is off", "power it on: hcctl lab poweron \(name)")
        }
        return LabCommands.inHost(number, command, terminal: terminal)
    }
}

// MARK: - Observing

extension LabManager {
    /// Refuses to run in the hub: the machine's mounts and control groups are not visible there, and new ones would exist
    /// only there.
    private func observe() async throws(LabProblem) -> LabFacts {
        guard geteuid() == 0 else {
            throw LabProblem("observe the lab", "its files and namespaces are root's", "run it as root")
        }
        let facts = await probe.facts(hosts: [])
        guard !facts.hubProcesses.contains(process) else {
            throw LabProblem("observe the lab", "this command runs in the lab's hub", "run it outside of hcctl lab run")
        }
        return facts
    }

    private func status(_ facts: LabFacts) async -> LabStatus {
        let answering = await probe.answering(facts.hosts.filter { facts.isOn($0) && !facts.isPartitioned($0) })
        return LabStatus(
            hosts: facts.hosts.map { host in
                let state = Self.state(of: host, facts, answers: answering.contains(host.address))
                return LabStatus.Host(host: host, state: state, disks: facts.disks(of: host))
            })
    }

    private static func state(of host: LabHost, _ facts: LabFacts, answers: Bool) -> LabHostState {
        guard facts.isOn(host) else { return .off }
        guard !facts.isPartitioned(host) else { return .partitioned }
        return answers ? .on : .starting
    }

    private static let noLab = LabProblem("find the lab", "no lab is up", "bring one up: hcctl lab up")

    private func hosts(named names: [String]) async throws(LabProblem) -> (named: [LabHost], all: [LabHost]) {
        let all = try await observe().hosts
        return (try Self.pick(names, from: all), all)
    }

    /// Refuses a host that is off: its cable is created again at its start.
    private func runningHosts(named names: [String]) async throws(LabProblem) -> [LabHost] {
        let facts = try await observe()
        let hosts = try Self.pick(names, from: facts.hosts)
        guard let host = hosts.first(where: { !facts.isOn($0) }) else { return hosts }
        throw LabProblem(
            "change the cable of \(host.name)", "it is off", "power it on: hcctl lab poweron \(host.name)")
    }

    static func pick(_ device: String, of host: LabHost, _ facts: LabFacts) throws(LabProblem) -> LabDisk {
        let disks = facts.disks(of: host)
        if let disk = disks.first(where: { $0.device == device }) { return disk }
        let names = disks.map(\.device).joined(separator: ", ")
        throw LabProblem(
            "replace \(device) of \(host.name)", "it has no such disk",
            disks.isEmpty ? "it has none: see hcctl lab up --disks" : "its disks are \(names)")
    }

    static func pick(_ names: [String], from all: [LabHost]) throws(LabProblem) -> [LabHost] {
        guard !all.isEmpty else { throw noLab }
        for name in names where !all.contains(where: { $0.name == name }) {
            throw LabProblem(
                "find \(name)", "the lab has no host of that name",
                "its hosts are \(all.map(\.name).joined(separator: ", "))")
        }
        return all.filter { names.contains($0.name) }
    }
}

// MARK: - Acting

extension LabManager {
    /// Waits for programs that a killed hcctl left running: its debootstrap would write into the base that is being built.
    private func awaitEarlierChanges() async throws(LabProblem) {
        let title = "wait for what an earlier hcctl began"
        let now = LabStep(title, [LabCommands.awaitEarlierChanges(seconds: 0)])
        do { try await actuator.perform(now) } catch {
            say("waiting for what an earlier hcctl began")
            let limit = Int(LabLimit.baseBuild.components.seconds)
            try await actuator.perform(LabStep(title, [LabCommands.awaitEarlierChanges(seconds: limit)]))
        }
    }

    private func refuseWhereItCannotRun() async throws(LabProblem) {
        let missing = await check()
        guard let first = missing.first else { return }
        let rest = missing.count == 1 ? "" : " and \(missing.count - 1) more (hcctl lab check)"
        throw LabProblem("bring up a lab", "this machine lacks \(first.what)\(rest)", first.remedy)
    }

    /// Disks, packages and names are given at a host's creation.
    private func refuse(_ request: LabRequest, for facts: LabFacts) throws(LabProblem) {
        try Self.refuseOtherHosts(request, for: facts)
        for host in facts.hosts where facts.has(host.directory) {
            let disks = facts.disks(of: host)
            let sizes = facts.entries.filter { entry in disks.contains { $0.image == entry.path } }.map(\.size)
            let asIs = request.disks ?? disks.count == disks.count && sizes.allSatisfy { $0 == request.diskBytes ?? $0 }
            guard !asIs else { continue }
            throw LabProblem(
                "give \(host.name) other disks", "it has \(disks.count) of \(sizes.first ?? 0) bytes",
                "take the lab down first: hcctl lab down")
        }
        let base = "\(LabLayout.cacheDirectory)/\(facts.baseRecord ?? "")"
        guard facts.baseRecord == nil || facts.bases.contains(facts.baseRecord ?? "") else {
            throw LabProblem("bring up the lab", "its base \(base) is gone", "take the lab down first: hcctl lab down")
        }
    }

    static func refuseOtherHosts(_ request: LabRequest, for facts: LabFacts) throws(LabProblem) {
        let remedy = "take the lab down first: hcctl lab down"
        if let record = facts.baseRecord, let without = request.without,
            record != BaseRecipe.current.leavingOut(without).digest
        {
            let names = without.joined(separator: ", ")
            throw LabProblem("leave out \(names)", "the lab that is up was made with other packages", remedy)
        }
        if request.hidesNames, !facts.hosts.isEmpty, !facts.hidesNames {
            throw LabProblem("hide the names", "the hosts of the lab that is up know them", remedy)
        }
    }

    private func start(_ hosts: [LabHost], of all: [LabHost], _ request: LabRequest) async throws(LabProblem) {
        let recipe = BaseRecipe.current.leavingOut(request.without ?? [])
        let facts = await probe.facts(hosts: [])
        let isBuilt = facts.bases.contains(facts.baseRecord ?? recipe.complete.digest)
        let mirror = isBuilt ? "" : await probe.mirror(suite: recipe.suite)
        let plan = LabUpPlan(
            all: all, wanted: hosts, request: request, recipe: recipe, mirror: mirror, process: process)
        try await follow(plan.steps, hosts: all)
        try await awaitAnswers(hosts)
    }

    private func awaitAnswers(_ hosts: [LabHost]) async throws(LabProblem) {
        let start = time.uptime()
        var silent = hosts
        while true {
            let answering = await probe.answering(silent)
            silent.removeAll { answering.contains($0.address) }
            guard !silent.isEmpty else { return }
            try await refuseStopped(silent)
            let names = silent.map(\.name).joined(separator: ", ")
            let slow = LabProblem(
                "reach \(names)", "no sshd answers there after \(LabLimit.boot.components.seconds) s",
                "see \(LabLayout.hostsDirectory)/*/console.log")
            try await pause(since: start, atMost: LabLimit.boot, slow)
        }
    }

    private func refuseStopped(_ hosts: [LabHost]) async throws(LabProblem) {
        let facts = await probe.facts(hosts: [])
        guard let host = hosts.first(where: { !facts.isOn($0) }) else { return }
        throw LabProblem("start \(host.name)", "its container has ended", "see \(host.directory)/console.log")
    }

    /// Observes and acts until no step is left. Steps that stay the same are repeated after a pause, and for a limited time.
    private func follow(
        _ next: (LabFacts) -> [LabStep], hosts: [LabHost] = [], atMost limit: Duration = LabLimit.stop
    ) async throws(LabProblem) {
        var (previous, since, rounds) = ([LabStep](), time.uptime(), 0)
        var trouble: LabProblem?
        while rounds < LabLimit.rounds {
            let steps = next(await probe.facts(hosts: hosts))
            guard let first = steps.first else { return }
            if steps == previous {
                let unending = LabProblem(first.title, "it did not end in time", "run it again; then report it")
                try await pause(since: since, atMost: limit, trouble ?? unending)
            } else {
                (previous, since, rounds) = (steps, time.uptime(), rounds + 1)
            }
            trouble = try await perform(steps)
        }
        throw trouble
            ?? LabProblem(
                previous.first?.title ?? "finish", "\(LabLimit.rounds) rounds were not enough",
                "run it again; then report it")
    }

    /// Returns the failure of a step that is retried; it ends the round.
    private func perform(_ steps: [LabStep]) async throws(LabProblem) -> LabProblem? {
        for step in steps {
            step.announcement.map(say)
            do { try await actuator.perform(step) } catch {
                guard step.isRetried else { throw error }
                return error
            }
        }
        return nil
    }

    private func pause(
        since start: Duration, atMost limit: Duration, _ problem: LabProblem
    ) async throws(LabProblem) {
        guard time.uptime() - start < limit else { throw problem }
        do { try await time.sleep(LabLimit.pause) } catch {
            throw LabProblem(problem.doing, "it was interrupted", "run it again: it goes on where it stopped")
        }
    }
}
