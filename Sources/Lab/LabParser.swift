internal import Foundation
internal import World

/// Text of the tools to values. Pure; what is not there is empty, since half of the tools fail when nothing is there.
enum LabParser {
    /// The answers to `LabCommands.facts`.
    static func facts(_ outcomes: [Outcome]) -> LabFacts {
        let texts = outcomes.map(text)
        guard texts.count == 13 else { return LabFacts() }
        var facts = LabFacts()
        facts.bases = Set(lines(texts[0]))
        facts.entries = lines(texts[1]).compactMap(entry)
        facts.configurations = lines(texts[2])
        facts.namespaces = Set(namespaces(texts[3]).filter { $0.hasPrefix(LabLayout.prefix) })
        let links = links(texts[4])
        facts.ports = Set(links.map(\.ifname))
        facts.deadPorts = Set(links.filter { !$0.flags.contains("UP") }.map(\.ifname))
        facts.hasHub = links.contains { $0.ifname == LabLayout.bridge && $0.flags.contains("UP") }
        facts.loops = loops(texts[5])
        facts.mounts = mounts(texts[6])
        facts.groups = lines(texts[7])
        (facts.processes, facts.inits) = processes(lines(texts[8]))
        facts.hubProcesses = lines(texts[9]).compactMap { Int($0) }
        facts.ownGroups = ownGroups(lines(texts[10]), facts.mounts)
        facts.storeType = lines(texts[11]).last ?? ""
        facts.texts = files(texts[12])
        return facts
    }

    /// Standard output, whatever the exit status; empty when the program did not end.
    static func text(_ outcome: Outcome) -> String {
        guard case .finished(let finished) = outcome else { return "" }
        return String(decoding: finished.output, as: UTF8.self)
    }

    static func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

    // MARK: One tool each

    private static func entry(_ line: String) -> LabFacts.Entry? {
        let parts = line.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, let size = Int(parts[0]) else { return nil }
        return LabFacts.Entry(path: String(parts[1]), size: size)
    }

    private struct Namespace: Decodable {
        let name: String
    }

    /// `ip -j` prints nothing at all where the list is empty.
    static func namespaces(_ text: String) -> [String] {
        let list = try? JSONDecoder().decode([Namespace].self, from: Data(text.utf8))
        return (list ?? []).map(\.name)
    }

    private struct Link: Decodable {
        let ifname: String
        let flags: [String]
    }

    private static func links(_ text: String) -> [Link] {
        (try? JSONDecoder().decode([Link].self, from: Data(text.utf8))) ?? []
    }

    private struct LoopList: Decodable {
        let loopdevices: [Device]
        struct Device: Decodable {
            let name: String
            let numbers: String?
            let backFile: String?
            enum CodingKeys: String, CodingKey { case name, numbers = "maj:min", backFile = "back-file" }
        }
    }

    /// Loop devices whose image is the lab's; an image that was removed has " (deleted)" behind its path.
    static func loops(_ text: String) -> [LabFacts.Loop] {
        let list = try? JSONDecoder().decode(LoopList.self, from: Data(text.utf8))
        return (list?.loopdevices ?? []).compactMap { device in
            guard let image = device.backFile, image.hasPrefix(LabLayout.stateDirectory + "/") else { return nil }
            let numbers = (device.numbers ?? "").split { !$0.isNumber }.map(String.init)
            return LabFacts.Loop(device: device.name, image: image, numbers: numbers)
        }
    }

    private struct MountList: Decodable {
        let filesystems: [Line]
        struct Line: Decodable {
            let target: String
            let fstype: String
            let options: String
        }
    }

    static func mounts(_ text: String) -> [LabFacts.Mount] {
        let list = try? JSONDecoder().decode(MountList.self, from: Data(text.utf8))
        return (list?.filesystems ?? []).map {
            LabFacts.Mount(
                target: $0.target, type: $0.fstype, options: $0.options.split(separator: ",").map(String.init))
        }
    }

    /// Lines of `grep -H`: `…/hcctl-host1/payload/init.scope/cgroup.procs:4711`.
    static func processes(_ lines: [String]) -> (all: [String: Set<Int>], inits: [String: Int]) {
        var (all, inits): ([String: Set<Int>], [String: Int]) = ([:], [:])
        for line in lines {
            let parts = line.split(separator: ":")
            guard parts.count == 2, let process = Int(parts[1]), process > 0 else { continue }
            let path = parts[0].split(separator: "/").map(String.init)
            guard let place = path.firstIndex(where: { $0.hasPrefix(LabLayout.prefix) }) else { continue }
            all[path[place], default: []].insert(process)
            guard path[(place + 1)...] == ["payload", "init.scope", "cgroup.procs"] else { continue }
            inits[path[place]] = min(process, inits[path[place]] ?? process)
        }
        return (all, inits)
    }

    /// The two hierarchies that systemd counts processes in: cgroup2, and on older layouts `name=systemd` beside it.
    /// Lines of /proc/self/cgroup: `0::/path`, `9:name=systemd:/path`.
    static func ownGroups(_ lines: [String], _ mounts: [LabFacts.Mount]) -> [LabFacts.OwnGroup] {
        lines.compactMap { line in
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 3 else { return nil }
            let root = mounts.first { mount in
                parts[0] == "0"
                    ? mount.type == "cgroup2"
                    : parts[1] == "name=systemd" && mount.type == "cgroup" && mount.options.contains(parts[1])
            }
            return root.map { LabFacts.OwnGroup(root: $0.target, path: parts[2]) }
        }
    }

    /// Lines of `grep -H ''`: path, colon, line of that file.
    static func files(_ text: String) -> [String: String] {
        lines(text).reduce(into: [:]) { files, line in
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { return }
            files[String(parts[0]), default: ""] += parts[1] + "\n"
        }
    }

    /// The lab's hosts from its own file of names; other lines are not of the form address, full name, name.
    static func hosts(inNames text: String) -> [LabHost] {
        lines(text).compactMap { line in
            let fields = line.split(separator: " ").map(String.init)
            guard fields.count == 3, fields[0].hasPrefix(LabLayout.networkPrefix) else { return nil }
            guard let last = Int(fields[0].dropFirst(LabLayout.networkPrefix.count)) else { return nil }
            guard last > LabHost.firstAddress else { return nil }
            return LabHost(name: fields[2], number: last - LabHost.firstAddress)
        }
    }

    /// Addresses that ssh-keyscan got a key from.
    static func answered(_ outcome: Outcome?) -> Set<String> {
        guard let outcome else { return [] }
        let keys = lines(text(outcome)).filter { !$0.hasPrefix("#") }
        return Set(keys.compactMap { $0.split(separator: " ").first.map(String.init) })
    }

    /// The first source of packages that has the release's main part.
    static func mirror(_ text: String, suite: String) -> String? {
        lines(text).map { $0.split(separator: " ").map(String.init) }
            .first { $0.count == 3 && $0[1] == suite && $0[2] == "main" && $0[0].hasPrefix("http") }?[0]
    }
}
