import Foundation
import Testing

@testable import ClusterModel

/// The table held against what a real gluster took and refused (`scripts/capture-option-answers`).
@Suite struct GlusterAnswerTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "OptionAnswers/gluster-10.3")

    private let taken: [String: [String]]
    private let values: [String]

    init() throws {
        let lines = try String(contentsOf: Self.file, encoding: .utf8).split(separator: "\n")
        taken = Dictionary(
            uniqueKeysWithValues: lines.map { line in
                let words = line.split(separator: " ").map(String.init)
                return (words[0], Array(words.dropFirst()))
            })
        let origin = try String(contentsOf: Self.file.appendingPathExtension("origin"), encoding: .utf8)
        let line = try #require(origin.split(separator: "\n").first { $0.hasPrefix("values: ") })
        values = line.dropFirst("values: ".count).split(separator: " ").map(String.init)
    }

    private var asked: [(option: GlusterOptionInfo, answers: [String])] {
        GlusterOptionTable.shared.options.compactMap { option in taken[option.name].map { (option, $0) } }
    }

    @Test func everyOptionOfAVolumeWasAsked() {
        #expect(asked.count == GlusterOptionTable.shared.options.filter { !$0.isOfWholeCluster }.count)
        #expect(taken.count == asked.count)
    }

    /// gluster does not look at the values of options whose translator is not in the volume's graph: there it takes a
    /// word for a number, and the volume breaks later. Only there may the table refuse what gluster takes.
    @Test func whatGlusterLooksAtTheTableTakesToo() {
        for (option, answers) in asked where !answers.contains("bogus-word") {
            for value in answers where !option.type.takes(value) {
                #expect(Self.stricter[option.name]?.contains(value) == true, "\(option.name) \(value)")
            }
        }
    }

    /// gluster reads hexadecimal numbers in percentages, and does not look at the bounds of threads.
    private static let stricter = [
        "cluster.min-free-disk": ["0x10"], "cluster.min-free-inodes": ["0x10"], "storage.reserve": ["0x10"],
        "features.default-soft-limit": ["0x10"], "config.brick-threads": ["-5", "99999999999999"],
        "config.client-threads": ["-5", "99999999999999"],
    ]

    /// What the table takes gluster takes, but where it depends on more than the value.
    @Test func whatTheTableTakesGlusterTakesToo() {
        for (option, answers) in asked where option.care != .separate && !Self.dependent.contains(option.name) {
            for value in values where option.type.takes(value) && !answers.contains(value) {
                Issue.record("\(option.name) \(value)")
            }
        }
    }

    /// Options whose values depend on the volume, its other options, the host or its files.
    private static let dependent: Set<String> = [
        "cluster.disperse-self-heal-daemon", "cluster.lock-migration", "cluster.quorum-count", "cluster.read-subvolume",
        "cluster.rebal-throttle", "cluster.subvols-per-directory", "disperse.quorum-count", "disperse.shd-max-threads",
        "features.quota-deem-statfs", "features.snapshot-directory", "features.trash-dir", "ganesha.enable",
    ]
}
