import ClusterModel
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Journal

@Suite struct RunJournalTests {
    private let directory = FileManager.default.temporaryDirectory.appending(
        path: "hcctl-journal-\(UInt64.random(in: 0 ... .max))"
    ).path

    init() throws { try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true) }

    private func journal(_ complaints: @escaping @Sendable (String) -> Void = { Issue.record("\($0)") }) -> RunJournal {
        RunJournal(directory: directory, complain: complaints)
    }

    private static func record(_ number: Int) -> JournalRecord {
        JournalRecord(
            at: Make.now.wall + .milliseconds(number), level: 5, event: "Event\(number)", text: "text “\(number)”",
            json: #"{"n":\#(number)}"#)
    }

    private static let step = StepKey(
        resource: .host("host1"), action: .host(.restart(unit: "glusterd"), on: "host1"))

    private static func attempts(_ count: Int) -> HistoryChange {
        .attempts(step, History.Attempts(count: count, last: .done, notBefore: Make.now + .seconds(20)))
    }

    @Test func runsAndEventsAreReadByAnotherProcess() throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let journal = journal()
        journal.begin("apply", "lab", at: Make.now.wall)
        for number in 1...5 { journal.add(Self.record(number)) }
        let reader = try RunJournal.reader(directory: directory)
        #expect(try reader.runs(9).map(\.ended) == [nil])
        journal.end(.converged, steps: 3, at: Make.now.wall + .seconds(4))
        journal.begin("controller", "lab", at: Make.now.wall + .seconds(9))
        let runs = try reader.runs(9)
        #expect(runs.map(\.command) == ["controller", "apply"])
        #expect(runs.last?.verdict == "Converged" && runs.last?.steps == 3)
        #expect(runs.last?.ended == Make.now.wall + .seconds(4))
        let last = try reader.events(2)
        #expect(last.map(\.event) == ["Event4", "Event5"])
        #expect(last.last?.at == Self.record(5).at && last.last?.text == "text “5”")
        #expect(try reader.events(after: 3, 9).map(\.id) == [4, 5])
        let mode = try FileManager.default.attributesOfItem(atPath: directory + "/journal.sqlite")[.posixPermissions]
        #expect(mode as? Int == 0o600)
    }

    /// A process that was killed has closed nothing.
    @Test func whatIsRememberedSurvives() {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let first = journal()
        first.remember([Self.attempts(1)], of: "lab")
        first.remember([Self.attempts(2)], of: "lab")
        first.remember([Self.attempts(7)], of: "other")
        let history = journal().history(of: "lab").rebased(to: Make.now)
        #expect(history.attempts[Self.step]?.count == 2)
        #expect(history.attempts[Self.step]?.notBefore == Make.now + .seconds(20))
        first.remember([.attempts(Self.step, nil)], of: "lab")
        #expect(journal().history(of: "lab").attempts.isEmpty)
        #expect(journal().history(of: "other").attempts.count == 1)
    }

    @Test func aJournalThatCannotBeWrittenGoesOnInMemoryAndSaysSoOnce() throws {
        let blocked = directory + "/journal.sqlite"
        try FileManager.default.createDirectory(atPath: blocked, withIntermediateDirectories: true)
        let complaints = Mutex(0)
        let journal = journal { _ in complaints.withLock { $0 += 1 } }
        for number in 1...250 { journal.add(Self.record(number)) }
        #expect(complaints.withLock { $0 } == 1)
        #expect(journal.events(after: 0, 999).count == 250)
        #expect(journal.history(of: "lab").attempts.isEmpty)
        // The disk can be written again: from the next try on records are kept there.
        try FileManager.default.removeItem(atPath: blocked)
        for number in 251...400 { journal.add(Self.record(number)) }
        let written = try RunJournal.reader(directory: directory).events(9).last
        #expect(written?.event == "Event400" && (written?.id ?? 0) >= 400)
        try FileManager.default.removeItem(atPath: directory)
    }

    @Test func aDamagedFileIsSaidAndNoEnd() throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try Data("this is no database, and longer than the header of one: \(String(repeating: "x", count: 200))".utf8)
            .write(to: URL(filePath: directory + "/journal.sqlite"))
        let complaints = Mutex<[String]>([])
        let journal = journal { words in complaints.withLock { $0.append(words) } }
        journal.add(Self.record(1))
        #expect(complaints.withLock { $0 }.count == 1)
        #expect(complaints.withLock { $0 }.first?.contains("not a database") == true)
        #expect(journal.events(after: 0, 9).map(\.event) == ["Event1"])
    }

    @Test func eventsAreBounded() throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let file = try JournalFile(directory + "/journal.sqlite")
        for number in 1...3000 { _ = try file.add(Self.record(number), of: nil, keeping: 500) }
        let kept = try file.events(after: 0, .max)
        #expect(kept.count == 500 && kept.last?.event == "Event3000")
    }
}
