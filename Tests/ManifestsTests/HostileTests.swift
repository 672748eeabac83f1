import ClusterModel
import Glibc
import Presentation
import Testing

@testable import Manifests

/// Text that wants to hurt: refused with a sentence, and quickly.
@Suite struct HostileTests {
    /// More than any of this takes on a slow machine in a debug build, far less than it would take without limits.
    private static let patience = Duration.seconds(20)

    /// Of this thread: a busy machine takes longer and is not at fault.
    private static func processorTime(_ work: () -> Void) -> Duration {
        func now() -> Duration {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
        }
        let begin = now()
        work()
        return now() - begin
    }

    private func quickly(_ text: String) -> [Diagnostic] { quickly([.written(text)]) }

    private func quickly(_ sources: [SourceText]) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        let seconds = Self.processorTime { diagnostics = ManifestReader.read(sources).diagnostics }
        #expect(seconds < Self.patience)
        return diagnostics
    }

    @Test(arguments: ["[", "{a: ", "- ", "? ", "&a [", "!x ["])
    func nesting(_ opening: String) {
        let diagnostics = quickly(String(repeating: opening, count: 200_000))
        #expect(diagnostics.last { $0.severity == .error } != nil)
    }

    @Test func nestingIsNamed() {
        #expect(
            quickly(String(repeating: "[", count: 200_000)).map(\.message) == ["this is nested deeper than 64 levels"])
        #expect(
            quickly(String(repeating: "- ", count: 200_000)).map(\.message) == ["this is nested deeper than 64 levels"])
    }

    @Test func aBillionLaughs() {
        var bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
        for (previous, name) in zip("abcdefgh", "bcdefghi") {
            bomb += "\(name): &\(name) [\(Array(repeating: "*\(previous)", count: 9).joined(separator: ","))]\n"
        }
        #expect(quickly(bomb).map(\.message) == ["with its aliases followed the file has more than 500000 values"])
    }

    @Test func aBillionLaughsByMerging() {
        var bomb = "a0: &a0 {\((0..<100).map { "k\($0): x" }.joined(separator: ", "))}\n"
        for level in 1..<9 {
            let all = Array(repeating: "*a\(level - 1)", count: 50).joined(separator: ", ")
            bomb += "a\(level): &a\(level) {l\(level): [\(all)], <<: [\(all)]}\n"
        }
        #expect(quickly(bomb).map(\.message) == ["with its aliases followed the file has more than 500000 values"])
    }

    @Test func depthThroughAliases() {
        var text = "a0: &a0 x\n"
        for level in 1..<3000 { text += "a\(level): &a\(level) [*a\(level - 1)]\n" }
        #expect(quickly(text).map(\.message) == ["with its aliases followed this is nested deeper than 64 levels"])
    }

    @Test(arguments: ["performance.quick-reed", "quick-reed", "quick-read"])
    func manyOptions(_ name: String) {
        let options = (0..<10_000).map { "    \(name)\($0): 1\n" }.joined()
        let diagnostics = quickly(Written.replicated("  options:\n\(options)"))
        #expect(diagnostics.count > 1000)
    }

    @Test func manyTagHandles() {
        let diagnostics = quickly((0..<200_000).map { "%TAG !a\($0)! x\n" }.joined())
        #expect(diagnostics.map(\.message) == ["tags are not used in manifests"])
    }

    @Test func everyMistakeInOneLongLine() {
        let source = SourceText.written("{" + String(repeating: "? a,", count: 100_000) + "}")
        let diagnostics = quickly([source])
        #expect(diagnostics.count == 1001)
        let seconds = Self.processorTime {
            #expect(DiagnosticText.render(diagnostics, sources: [source]).utf8.count < 1_000_000)
        }
        #expect(seconds < Self.patience)
    }

    @Test func tenMegabytes() {
        let diagnostics = quickly([SourceText(path: "big", bytes: Array(repeating: 0x61, count: 10_000_000))])
        #expect(diagnostics.map(\.message) == ["the file has 10000000 bytes, more than the 4194304 that are read"])
    }

    @Test func oneLongScalar() {
        let diagnostics = quickly("a: \(String(repeating: "x", count: 100_000))\n")
        #expect(diagnostics.map(\.message) == ["this value has more than 65536 bytes"])
    }

    @Test func manyKeysAndManyMistakes() {
        let keys = (0..<30_000).map { "key\($0): 1\n" }.joined()
        let diagnostics = quickly(Written.head + keys)
        #expect(diagnostics.count == 1001)
        #expect(diagnostics.last?.message.hasSuffix(" more that are not shown") == true)
    }

    @Test func oneKeyManyTimes() {
        #expect(quickly(String(repeating: "a: 1\n", count: 30_000)).count == 1001)
    }

    @Test func manyBricksInOnePlace() {
        let bricks = String(repeating: "  - {host: host1, path: /gluster/a}\n", count: 10_000)
        let diagnostics = quickly(
            [
                Written.cluster(), Written.hosts.joined(separator: "---\n"),
                Written.volume("  replica: 2\n  bricks:\n" + bricks),
            ].joined(separator: "---\n"))
        #expect(diagnostics.count == 1001)
    }

    @Test func manyHostsThatAreNot() {
        let names = (0..<2000).map { "host-\($0)" }
        let volume = Written.volume(
            "  replica: 1\n  brickPath: /gluster/a\n  hosts: [\(names.joined(separator: ", "))]\n")
        let diagnostics = quickly(
            [Written.cluster(), Written.hosts.joined(separator: "---\n"), volume].joined(separator: "---\n"))
        #expect(diagnostics.count == 1001)
    }

    @Test func aLargeSetIsNoAttack() {
        let volumes = (0..<1000).map { Written.replicated("  options: {network.ping-timeout: 10}\n", name: "v\($0)") }
        let text = ([Written.cluster()] + Written.hosts + volumes).joined(separator: "---\n")
        #expect(quickly(text) == [])
    }
}
