import ClusterModel
import Gluster
import TestSupport
import Testing
import World

/// Text that is not what glusterd writes: it is refused, or what is used of it is right.
@Suite struct DamagedStateTests {
    static func text(_ name: String = "started") throws -> String {
        String(decoding: try Fixture("gluster/10.3/state-\(name)").end.output, as: UTF8.self)
    }

    static func view(_ text: String) -> GlusterView? { try? GlusterParser.view(of: text) }

    /// At each byte: without its end the text would lack volumes, which must not look like volumes that are gone.
    @Test(arguments: ["started", "pool", "second-name", "alone"]) func aTextThatIsCutOff(_ name: String) throws {
        let text = try Self.text(name)
        let whole = try #require(Self.view(text))
        for length in 0..<text.utf8.count {
            let cut = String(decoding: text.utf8.prefix(length), as: UTF8.self)
            guard let view = Self.view(cut) else { continue }
            #expect(view == whole || view == whole.withoutBasePort, "cut after \(length) bytes")
        }
    }

    /// A line less makes it unreadable, or changes nothing but the very option that stood there.
    @Test func aLineThatIsMissing() throws {
        let lines = try Self.text().split(separator: "\n", omittingEmptySubsequences: false)
        let whole = try #require(Self.view(lines.joined(separator: "\n")))
        for (index, line) in lines.enumerated() {
            var rest = lines
            rest.remove(at: index)
            guard let view = Self.view(rest.joined(separator: "\n")), view != whole else { continue }
            let isOptional =
                line.contains(".options.") || line.contains(".status: ") || line.contains(".othernames")
                || line.contains(".spacefree: ") || line.contains(".spacetotal: ")
                || line.hasPrefix("cluster.server-quorum-ratio: ") || line.contains("_svc.online_status: ")
                || line.hasPrefix("svc3.") || line.contains(".port: ") || line.hasPrefix("Base port: ")
                || index == lines.count - 1
            #expect(isOptional, "without “\(line)” it says something else")
        }
    }

    @Test func keysOfOtherReleasesAreNoMatter() throws {
        let text = try Self.text()
        let whole = try #require(Self.view(text))
        let more = text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
            line.hasPrefix("Volume1.name") || line.hasPrefix("MYUUID")
                ? [line, "\(line.prefix(6)).new_key: x: y"[...]] : [line]
        }
        #expect(Self.view(more.joined(separator: "\n")) == whole)
    }

    /// A line of the fixture, what stands there instead, and whether that can be read.
    @Test(arguments: [
        ("Volume1.status: Started", "Volume1.status: Wobbling", false),
        ("Volume1.brickcount: 3", "Volume1.brickcount: 4", false),
        ("Volume1.brickcount: 3", "Volume1.brickcount: many", false),
        ("Volume1.brickcount: 3", "Volume1.brickcount:", false),
        ("Volume1.replica_count: 3", "Volume1.replica_count: -3", false),
        ("Volume1.Brick2.path: host2", "Volume1.Brick2.path: host4", false),
        ("Volume1.Brick2.path: host2.lab.test:", "Volume1.Brick2.path: host2.lab.test", false),
        ("Peer1.connected: Connected", "Peer1.connected: Perhaps", false),
        ("Peer1.uuid: ", "Peer1.uuid: x", false),
        ("op-version: 100000", "op-version: ten", false),
        ("[Global]", "", false),
        ("[Misc]", "", false),
        ("Volume2.name: engine", "Volume1.name: engine", false),
        ("Volume2.options.nfs.disable: on", "Volume2.options.user.note: again", false),
        ("Volume1.transport_type: tcp", "Volume1.Brick1.status: Stopped", false),
        ("Volume1.transport_type: tcp", "Volume1.snap_count: 1", true),
        ("[Services]", "a line without the mark of a key", true),
        ("Peer1.state: Peer in Cluster", "Peer1.state: Probe Sent to Peer", true),
        ("Volume1.type: Replicate", "Volume1.type: Disperse", true),
        ("[Services]", "[More services]", true),
    ])
    func aLineThatIsDifferent(_ old: String, _ new: String, _ isReadable: Bool) throws {
        let text = try Self.text()
        let range = try #require(text.ranges(of: old).first)
        #expect((Self.view(text.replacingCharacters(in: range, with: new)) != nil) == isReadable)
    }

    @Test(arguments: [
        ("Started", Reading.known(true)), ("Stopped", .known(false)),
        (
            "Starting",
            .unknown(.unreadable(command: "gluster get-state", why: "the brick is on its way", excerpt: "Starting"))
        ),
    ])
    func stateOfABrick(_ word: String, _ expected: Reading<Bool>) throws {
        let key = "Volume2.Brick1.status: "
        let text = try Self.text()
        let range = try #require(text.ranges(of: "\(key)Started").first)
        let view = try #require(Self.view(text.replacingCharacters(in: range, with: key + word)))
        #expect(view.volume("engine")?.bricks[0].isRunning == expected)
    }

    @Test func upperCaseUUIDsAreMadeLower() throws {
        let text = try Self.text()
        let id = try #require(Self.view(text)?.uuid)
        #expect(Self.view(text.replacing(id, with: id.uppercased()))?.uuid == id)
    }

    @Test func anEmptyOptionIsAnOption() throws {
        let text = try Self.text().replacing("Volume2.options.user.note: a: b = c", with: "Volume2.options.user.note: ")
        #expect(Self.view(text)?.volume("engine")?.option("user.note") == "")
    }

    /// Nothing that follows may be lost with it.
    @Test(arguments: ["Peer1.", "Volume1.", "Volume2.", "Volume1.Brick2."])
    func aThingThatIsLeftOutIsUnreadable(_ prefix: String) throws {
        let rest = try Self.text().split(separator: "\n").filter { !$0.hasPrefix(prefix) }
        #expect(Self.view(rest.joined(separator: "\n") + "\n") == nil)
    }

    @Test func elevenBricksAreReadInTheirOrder() throws {
        let bricks = (1...11).map { "Volume1.Brick\($0).path: h:/b\($0)\nVolume1.Brick\($0).hostname: h\n" }
        let text = """
            [Global]
            MYUUID: 623d7ef2-73a9-4ea4-9793-392c4703614c
            op-version: 100000
            [Global options]
            [Peers]
            [Volumes]
            Volume1.name: v
            Volume1.id: 623d7ef2-73a9-4ea4-9793-392c4703614d
            Volume1.type: Distribute
            Volume1.status: Created
            Volume1.brickcount: 11
            \(bricks.reversed().joined())Volume1.replica_count: 1
            Volume1.arbiter_count: 0
            [Misc]

            """
        #expect(Self.view(text)?.volumes[0].bricks.map(\.path) == (1...11).map { "/b\($0)" })
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}

extension GlusterView {
    /// The port's line is the last one: a text that ends before it has none.
    fileprivate var withoutBasePort: GlusterView {
        GlusterView(
            uuid: uuid, opVersion: opVersion, peers: peers, volumes: volumes, options: options, daemons: daemons)
    }
}
