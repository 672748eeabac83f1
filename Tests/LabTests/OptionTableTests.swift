import ClusterModel
import Foundation
import Testing

extension LabSuites {
    /// The table of options against the gluster of the lab.
    @Suite(.serialized) struct OptionTableTests {}
}

extension LabSuites.OptionTableTests {
    /// What gluster reports of a volume without options that were set.
    private struct QueryResult {
        /// Some options are listed twice, once for each translator that has them.
        var values: [String: [String]] = [:]
        /// What the volume has set for itself when it was made.
        var reconfigured: Set<String> = []
        /// Name and default as documented.
        var documented: [String: String] = [:]
    }

    @Test func theTableSaysWhatGlusterSays() async throws {
        try await LabBench.fresh("--hosts", "1")
        try await everyDefaultIsTheSame(try await ask())
        try await glusterTakesWhatTheTableTakes()
        try await glusterRefusesWhatTheTableRefuses()
    }

    private func everyDefaultIsTheSame(_ answer: QueryResult) async throws {
        #expect(answer.values.count > 300)
        var compared = 0
        for option in GlusterOptionTable.shared.options {
            let said = answer.reconfigured.contains(option.name) ? [] : answer.values[option.name] ?? []
            let all = said + (answer.documented[option.name].map { [$0] } ?? [])
            guard !all.isEmpty else { continue }
            compared += 1
            #expect(all.contains(option.defaultValue ?? "(null)"), "\(option.name): \(all)")
        }
        print("  \(compared) of \(GlusterOptionTable.shared.options.count) defaults compared")
        #expect(compared >= answer.values.count - answer.reconfigured.count)
        let all = Set(answer.values.keys).union(answer.documented.keys)
        #expect(all.allSatisfy { GlusterOptionTable.shared.option($0) != nil })
    }

    private func set(_ name: String, _ value: String) async throws -> Int {
        try await LabBench.on("host1", "gluster", "--mode=script", "volume", "set", Self.volume, name, value).status
    }

    private func glusterTakesWhatTheTableTakes() async throws {
        for (name, value) in [
            ("quick-read", "Enable"), ("network.ping-timeout", "1min"), ("performance.io-cache-size", "33554432"),
            ("cluster.min-free-disk", "10"), ("performance.write-behind-window-size", "1.5MB"), ("user.note", "a b"),
            ("features.shard-block-size", "128mb"), ("cluster.data-self-heal", "yes"),
            ("performance.io-thread-count", "0x10"),
        ] {
            #expect(GlusterOptionTable.shared.option(name)?.type.takes(value) != false)
            #expect(try await set(name, value) == 0, "\(name) \(value)")
        }
    }

    private func glusterRefusesWhatTheTableRefuses() async throws {
        for (name, value) in [
            ("quick-raed", "on"), ("network.ping-timeout", "1014"), ("cluster.self-heal-window-size", "1025"),
            ("cluster.quorum-type", "Auto"), ("performance.io-thread-count", "65"), ("features.quota", "on"),
            ("cluster.brick-multiplex", "on"),
        ] {
            let option = GlusterOptionTable.shared.option(name)
            #expect(option?.care == .separate || option?.isOfWholeCluster == true || option?.type.takes(value) != true)
            #expect(try await set(name, value) != 0, "\(name) \(value)")
        }
    }

    private static let volume = "defaults"

    /// A volume of three copies on one host, in the host's memory: only its options matter.
    private func ask() async throws -> QueryResult {
        let bricks = (1...3).map { "host1.lab.test:/run/defaults/\($0)" }.joined(separator: " ")
        let make =
            "mkdir -p /run/defaults && systemctl start glusterd && gluster --mode=script volume create "
            + "\(Self.volume) replica 3 \(bricks) force"
        try await LabBench.expectDone(LabBench.on("host1", "sh", "-c", make))
        var answer = QueryResult()
        for line in try await gluster("get", Self.volume, "all").dropFirst(2) {
            let words = line.split(separator: " ", maxSplits: 1).map(String.init)
            let value = (words.count > 1 ? words[1] : "").replacing("(DEFAULT)", with: "")
            answer.values[words[0], default: []].append(value.trimmingCharacters(in: .whitespaces))
        }
        let info = try await gluster("info", Self.volume)
        answer.reconfigured = Set(
            info.drop { $0 != "Options Reconfigured:" }.dropFirst().compactMap { $0.split(separator: ":").first }
                .map(String.init))
        answer.documented = try await documented()
        return answer
    }

    private func documented() async throws -> [String: String] {
        var defaults: [String: String] = [:]
        var name = ""
        for line in try await gluster("set", "help") {
            if line.hasPrefix("Option: ") { name = String(line.dropFirst("Option: ".count)) }
            if line.hasPrefix("Default Value: ") { defaults[name] = String(line.dropFirst("Default Value: ".count)) }
        }
        return defaults
    }

    private func gluster(_ arguments: String...) async throws -> [String] {
        let answer = try await LabBench.run(
            LabBench.hcctl, ["lab", "exec", "host1", "--", "gluster", "volume"] + arguments)
        try LabBench.expectDone(answer)
        return answer.output.split(separator: "\n").map(String.init)
    }
}
