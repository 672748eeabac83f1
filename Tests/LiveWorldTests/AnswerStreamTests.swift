import ClusterModel
import Testing
import World

@testable import LiveWorld

/// Markers in a stream, however it is cut into pieces.
@Suite struct AnswerStreamTests {
    private func read(_ pieces: [String], limits: [Int] = [100, 100, 100]) -> AnswerStream {
        var stream = AnswerStream(nonce: "N", limits: limits)
        for piece in pieces { Array(piece.utf8).withUnsafeBytes { stream.feed($0) } }
        return stream
    }

    private func text(_ stream: AnswerStream) -> [String] {
        stream.answers.map {
            String(decoding: $0.bytes, as: UTF8.self) + ($0.isWhole ? "" : "…") + "|"
                + $0.verdict.joined(separator: " ")
        }
    }

    private let whole =
        "noise\nN 0 exit 9\n\nN all start\none\n\nN 0 exit 0\n\nN 1 absent\n\nN 9 exit 0\ntwo\nN x\n\nN 2 exit 3\n\nN all end\n"

    @Test func everyCutGivesTheSame() {
        let expected = ["one\n|exit 0", "|absent", "two|exit 3"]
        let bytes = Array(whole)
        for cut in 0...bytes.count {
            let stream = read([String(bytes[..<cut]), String(bytes[cut...])])
            #expect(text(stream) == expected)
            #expect(stream.isOver && stream.isEnded && stream.isStarted)
        }
        #expect(text(read(bytes.map(String.init))) == expected)
    }

    @Test func nothingIsOverBeforeTheLastMarker() {
        let bytes = Array(whole)
        for cut in 0..<bytes.count { #expect(!read([String(bytes[..<cut])]).isOver) }
    }

    @Test func anotherNonceIsAnAnswer() {
        let stream = read(["\nN all start\n\nM 0 exit 1\n\nN 0 exit 0\n"])
        #expect(text(stream) == ["\nM 0 exit 1\n|exit 0"])
        #expect(!stream.isOver)
    }

    @Test func whatIsTooLongIsCountedAndDropped() {
        let long = String(repeating: "x", count: 1000)
        let pieces = ["\nN all start\n" + long, long, "\nN 0 exit 0\nabc\nN 1 exit 0\nabcd\nN 2 exit 0\n"]
        #expect(text(read(pieces, limits: [10, 3, 3])) == ["xxxxxxxxxx…|exit 0", "abc|exit 0", "abc…|exit 0"])
    }

    @Test func aLineThatNeverEndsIsNoMarker() {
        let long = "N " + String(repeating: "y", count: AnswerStream.longestMarker)
        let stream = read(["\nN all start\n\n" + long, long + "\n", "\nN 0 exit 0\n"], limits: [1000])
        #expect(text(stream) == ["\n\(long)\(long)\n|exit 0"])
    }

    @Test func aVerdictForAll() {
        let stream = read(["\nN all start\nwords\nN all overruled 7\n"])
        #expect(stream.verdict == ["overruled", "7"])
        #expect(stream.isOver && !stream.isEnded)
        #expect(String(decoding: stream.words, as: UTF8.self) == "words")
    }

    @Test func wordsAreThereFromTheFirstByte() {
        #expect(String(decoding: read(["sudo: no"]).words, as: UTF8.self) == "sudo: no")
        let noise = read([String(repeating: "n", count: 2 * AnswerStream.noiseLimit)]).words
        #expect(noise.count <= AnswerStream.noiseLimit + 10)
    }

    @Test func wordsForPeopleAreOnePrintableLine() {
        #expect(Transcript.oneLine(Array("a\r\n\u{1b}[31mb\n\n".utf8)) == "a; [31mb")
        #expect(Transcript.oneLine(Array(repeating: 97, count: 5000)).count == 600)
    }

    @Test func theRestOfABrokenBatch() {
        let failure = TransportFailure.connectionLost("gone")
        func reply(_ cause: Reply.Cause) -> [Outcome] {
            Reply(outcomes: [.finished(Finished(exitStatus: 0))], broken: .init(cause: cause, failure: failure))
                .outcomes(count: 3)
        }
        let first = Outcome.finished(Finished(exitStatus: 0))
        for cause in [Reply.Cause.unresponsive, .connectionLost, .detached] {
            #expect(reply(cause) == [first, .indeterminate(failure), .notRun(failure)])
        }
        for cause in [Reply.Cause.refused, .noMaster, .noSession] {
            #expect(reply(cause) == [first, .notRun(failure), .notRun(failure)])
        }
    }
}
