import Testing

@testable import ClusterModel

/// The table of gluster's options is whole and agrees with itself; tests of the lab hold it against gluster.
@Suite struct GlusterOptionTableTests {
    private let table = GlusterOptionTable.shared

    @Test func everyLineIsAnOption() {
        let lines = GlusterOptionText.lines.split(separator: "\n")
        #expect(table.options.count == lines.count)
        #expect(table.options.count > 350)
        #expect(GlusterOptionTable("a.b | - | rubbish | - | - | plain | volume | 1 | x\nno line").options.isEmpty)
    }

    @Test func namesAreUniqueAndInOrder() {
        let names = table.options.map(\.name)
        #expect(names == names.sorted())
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0.contains(".") })
    }

    @Test func shortNamesMeanOneOption() {
        let shorts = table.options.compactMap(\.shortName)
        #expect(Set(shorts).count == shorts.count)
        for option in table.options {
            guard let short = option.shortName else { continue }
            #expect(option.name.hasSuffix(".\(short)") && !short.contains("."))
            #expect(table.option(short) === option)
            #expect(table.fullName(of: short) == option.name)
        }
    }

    /// A template is filled in by each brick: nobody could set it.
    @Test func defaultsAreOfTheirType() {
        for option in table.options where option.name != "changelog.changelog-dir" {
            guard let value = option.defaultValue else { continue }
            #expect(option.type.takes(value), "\(option.name) \(value) \(option.type)")
        }
    }

    @Test func boundsAndChoicesAreWhole() {
        for option in table.options {
            switch option.type {
            case .choice(let words): #expect(words.count > 1 && Set(words).count == words.count, "\(option.name)")
            case .integer(let range), .size(let range), .time(let range):
                #expect((range.least ?? .min) < (range.most ?? .max), "\(option.name)")
            default: break
            }
        }
    }

    @Test func whatIsProtected() {
        let names = table.options.filter { if case .protected = $0.care { true } else { false } }.map(\.name)
        #expect(
            names == [
                "cluster.disperse-self-heal-daemon", "cluster.favorite-child-policy", "cluster.op-version",
                "cluster.quorum-count", "cluster.quorum-reads", "cluster.quorum-type", "cluster.self-heal-daemon",
                "cluster.server-quorum-ratio", "cluster.server-quorum-type", "disperse.quorum-count",
                "features.shard", "features.shard-block-size", "storage.reserve",
            ])
        for option in table.options {
            guard case .protected(.value(let safest)) = option.care else { continue }
            #expect(option.type.takes(safest), "\(option.name)")
        }
    }

    @Test func whatIsOfTheWholeCluster() {
        let names = table.options.filter(\.isOfWholeCluster).map(\.name)
        #expect(names.contains("cluster.op-version") && names.contains("glusterd.vol_count_per_thread"))
        #expect(names.count == 10)
    }

    @Test func oneOptionInFull() throws {
        let option = try #require(table.option("ping-timeout"))
        #expect(option.name == "network.ping-timeout")
        #expect(option.type == .time(GlusterRange(least: 0, most: 1013)))
        #expect(option.defaultValue == "42")
        #expect(option.care == .plain)
        #expect(!option.isOfWholeCluster)
        #expect(option.since == 1)
        #expect(option.meaning.hasPrefix("Time duration for which the client waits"))
    }

    @Test func namesOfOnesOwn() {
        #expect(table.knows("user.cifs") && table.isFree("user.cifs") && table.option("user.cifs") == nil)
        #expect(!table.knows("user.") && !table.knows("frob.nicate"))
        #expect(table.fullName(of: "frob.nicate") == "frob.nicate")
    }

    @Test func shortNamesThatGlusterCannotTellApart() {
        for name in ["event-threads", "ssl", "eager-lock", "nfs.flush-behind"] {
            #expect(table.option(name) == nil, "\(name)")
        }
    }

    @Test(arguments: [
        ("performance.quick-read", "on", "enable", true), ("performance.quick-read", "1", "on", true),
        ("performance.quick-read", "off", "0", true), ("performance.quick-read", "on", "off", false),
        ("network.ping-timeout", "1", "on", false), ("network.ping-timeout", "10", "10s", true),
        ("network.ping-timeout", "60", "1min", true), ("network.ping-timeout", "010", "8", true),
        ("performance.io-cache-size", "32MB", "33554432", true),
        ("performance.io-cache-size", "32MB", "32KB", false),
        ("cluster.min-free-disk", "10", "10%", true), ("cluster.min-free-disk", "10GB", "10737418240", true),
        ("cluster.min-free-inodes", "5", "5.0%", true), ("cluster.quorum-type", "auto", "Auto", false),
        ("cluster.data-self-heal", "yes", "on", true), ("auth.allow", "a", "A", false), ("user.x", "1", "on", false),
        ("frob.nicate", "32MB", "33554432", false), ("frob.nicate", "x", "x", true),
    ])
    func sameValues(_ name: String, _ left: String, _ right: String, _ isSame: Bool) {
        #expect(table.match(name, left, right) == isSame)
        #expect(table.match(name, right, left) == isSame)
    }
}
