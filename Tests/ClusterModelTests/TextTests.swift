import ClusterModel
import Testing

@Suite struct TextTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"), (951_868_799, "2000-02-29T23:59:59Z"),
        (1_795_257_666, "2026-11-21T10:41:06Z"), (4_107_542_400, "2100-03-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
        (1_735_689_599, "2024-12-31T23:59:59Z"),
    ])
    func wallTimeIsRFC3339(_ seconds: Int, _ text: String) {
        #expect(WallTime(sinceEpoch: .seconds(seconds)).description == text)
    }

    @Test(arguments: [
        (Duration.zero, "0.0"), (.milliseconds(49), "0.0"), (.milliseconds(50), "0.1"), (.seconds(61), "61.0"),
    ])
    func tenthsAreRounded(_ duration: Duration, _ text: String) {
        #expect(duration.tenths == text)
    }

    @Test(arguments: [
        (["mount", "-t", "xfs", "/dev/vdb"], "mount -t xfs /dev/vdb"), (["echo", ""], "echo ''"),
        (["echo", "a b", "it's"], #"echo 'a b' 'it'\''s'"#), (["find", "*", "é"], "find '*' 'é'"),
    ])
    func commandLinesCanBePasted(_ arguments: [String], _ text: String) {
        #expect(CommandLine(arguments).description == text)
    }

    @Test func jsonKeepsItsOrderAndEscapes() {
        let document: JSON = [
            "b": 1, "a": ["x", .null, true], "text": "a\"\\\n\u{1}é", "empty": [:], "none": [],
            "seconds": .decimal(0.0625),
        ]
        #expect(
            document.description == """
                {
                  "b": 1,
                  "a": [
                    "x",
                    null,
                    true
                  ],
                  "text": "a\\"\\\\\\n\\u0001é",
                  "empty": {},
                  "none": [],
                  "seconds": 0.063
                }
                """)
    }

    @Test func stepIDsDependOnResourceAndActionAlone() {
        let action = Action.host(.enableAndStart(unit: "glusterd"), on: "host1")
        let first = StepKey(resource: .host("host1"), action: action)
        #expect(first == StepKey(resource: .host("host1"), action: action))
        #expect(first.description.count == 16)
        #expect(first != StepKey(resource: .host("host2"), action: action))
        #expect(first != StepKey(resource: .host("host1"), action: .host(.enableAndStart(unit: "ctdb"), on: "host1")))
    }

    @Test func unknownStaysUnknown() {
        #expect(Reading<Int>.unknown(.notAsked).map { $0 + 1 } == .unknown(.notAsked))
        #expect(Reading<Int>.absent.map { $0 + 1 } == .absent)
        #expect(Reading<Int>.known(1).map { $0 + 1 } == .known(2))
    }

    @Test func bricksAreDeclaredEitherWay() {
        var spec = GlusterVolumeSpec()
        spec.hosts = ["a", "b"]
        spec.brickPath = "/x/brick"
        #expect(spec.allBricks.map(\.description) == ["a:/x/brick", "b:/x/brick"])
        spec.bricks = [Brick(host: "c", path: "/y")]
        #expect(spec.allBricks.map(\.description) == ["c:/y"])
    }
}
