import LiveWorld
import Synchronization
import Testing

@Suite struct LocalProgramTests {
    private static func shell(_ text: String) -> LocalProgram { LocalProgram("/bin/sh", ["-c", text]) }

    /// Again and again: a program that has closed its output must not be killed before it has ended.
    @Test func theStatusIsTheProgramsOwn() async {
        for number in 0..<30 {
            let ending = await Self.shell("echo out; echo two words >&2; exit \(number % 4)").run(within: .seconds(60))
            #expect(ending.status == Int32(number % 4) && ending.output == "out\n" && ending.words == "two words")
        }
    }

    @Test func aProgramThatTakesTooLongIsKilled() async {
        let ending = await Self.shell("echo out; exec sleep 600").run(within: .milliseconds(300))
        #expect(ending.status == nil && ending.output == "out\n" && !ending.hasSucceeded)
    }

    @Test func whatItWritesIsHandedOnFromBothStreams() async {
        let seen = Mutex<[UInt8]>([])
        let ending = await Self.shell("printf 0; sleep 0.1; echo lost >&2; exec sleep 600").follow { bytes in
            seen.withLock { seen in
                seen += bytes
                return seen.count > 1
            }
        }
        #expect(String(decoding: seen.withLock { $0 }, as: UTF8.self) == "0lost\n" && ending.status == nil)
    }

    @Test func aProgramThatIsMissingIsNamed() async {
        let ending = await LocalProgram("/nonexistent/program", []).run(within: .seconds(5))
        #expect(ending.status == nil && ending.words.hasPrefix("/nonexistent/program cannot be run"))
    }
}
