internal import ClusterModel
internal import Foundation
internal import GRDB

/// The journal's database: evidence for people and for back-off, never the truth about a cluster. It may be deleted.
///
/// In WAL mode with `synchronous = NORMAL`: after kill -9 nothing that was committed is missing; after a power cut the
/// last commits may be, and the file is still sound (sqlite.org/pragma.html).
struct JournalFile: Sendable {
    /// Rows of events that are kept: a year of a cluster with three hundred events a day, some 40 MB.
    static let mostEvents: Int64 = 100_000
    static let mostRuns: Int64 = 10_000
    /// Of heal backlogs: a month of three volumes that never change, some 8 MB.
    static let mostSamples: Int64 = 130_000
    /// Events between two prunings; each deletes what is too old by its number.
    static let pruningInterval: Int64 = 1000

    private let queue: DatabaseQueue

    init(_ path: String) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(1)
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = NORMAL") }
        // The database is the operator's: texts of tools may hold what is not for everyone.
        let old = umask(0o077)
        defer { umask(old) }
        queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
        try Self.migrator.migrate(queue)
    }

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(
                sql: """
                    CREATE TABLE runs (id INTEGER PRIMARY KEY AUTOINCREMENT, command TEXT NOT NULL, cluster TEXT NOT NULL,
                        began REAL NOT NULL, ended REAL, verdict TEXT, steps INTEGER NOT NULL DEFAULT 0);
                    CREATE TABLE events (id INTEGER PRIMARY KEY AUTOINCREMENT, run INTEGER, at REAL NOT NULL,
                        level INTEGER NOT NULL, event TEXT NOT NULL, text TEXT NOT NULL, json TEXT NOT NULL);
                    CREATE TABLE memory (cluster TEXT NOT NULL, subject TEXT NOT NULL, change TEXT NOT NULL,
                        PRIMARY KEY (cluster, subject)) WITHOUT ROWID;
                    """)
        }
        migrator.registerMigration("2") { database in
            try database.execute(
                sql: """
                    CREATE TABLE samples (id INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, volume TEXT NOT NULL,
                        backlog INTEGER NOT NULL);
                    """)
        }
        return migrator
    }
}

// MARK: - Writing

extension JournalFile {
    func begin(_ command: String, _ cluster: String, at time: WallTime) throws -> Int64 {
        try queue.write { database in
            try database.execute(
                sql: "INSERT INTO runs (command, cluster, began) VALUES (?, ?, ?)",
                arguments: [command, cluster, time.seconds])
            let id = database.lastInsertedRowID
            try database.execute(sql: "DELETE FROM runs WHERE id <= ?", arguments: [id - Self.mostRuns])
            return id
        }
    }

    func end(_ run: Int64, _ verdict: String, steps: Int, at time: WallTime) throws {
        try queue.write { database in
            try database.execute(
                sql: "UPDATE runs SET ended = ?, verdict = ?, steps = ? WHERE id = ?",
                arguments: [time.seconds, verdict, steps, run])
        }
    }

    /// Returns the number of the event.
    func add(_ record: JournalRecord, of run: Int64?, keeping kept: Int64 = mostEvents) throws -> Int64 {
        try queue.write { database in
            try database.execute(
                sql: "INSERT INTO events (run, at, level, event, text, json) VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [run, record.at.seconds, record.level, record.event, record.text, record.json])
            let id = database.lastInsertedRowID
            guard id % Self.pruningInterval == 0 else { return id }
            try database.execute(sql: "DELETE FROM events WHERE id <= ?", arguments: [id - kept])
            return id
        }
    }

    /// The next event gets a higher number than this one: events that were kept in memory had numbers, too.
    func skipEvents(to id: Int64) throws {
        try queue.write { database in
            // A table has its row there from its first record on.
            try database.execute(
                sql: """
                    INSERT INTO sqlite_sequence (name, seq) SELECT 'events', 0
                        WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'events')
                    """)
            try database.execute(
                sql: "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'events'", arguments: [id])
        }
    }

    func add(_ samples: [BacklogSample]) throws {
        try queue.write { database in
            for sample in samples {
                try database.execute(
                    sql: "INSERT INTO samples (at, volume, backlog) VALUES (?, ?, ?)",
                    arguments: [sample.at.seconds, sample.volume, sample.backlog])
            }
            try database.execute(
                sql: "DELETE FROM samples WHERE id <= ?", arguments: [database.lastInsertedRowID - Self.mostSamples])
        }
    }

    func remember(_ changes: [HistoryChange], of cluster: String) throws {
        let rows = try changes.map { ($0.isForgotten, try Self.text($0.subject), try Self.text($0)) }
        try queue.write { database in
            for (isForgotten, subject, change) in rows {
                if isForgotten {
                    try database.execute(
                        sql: "DELETE FROM memory WHERE cluster = ? AND subject = ?", arguments: [cluster, subject])
                } else {
                    try database.execute(
                        sql: "INSERT OR REPLACE INTO memory (cluster, subject, change) VALUES (?, ?, ?)",
                        arguments: [cluster, subject, change])
                }
            }
        }
    }

    private static func text(_ change: HistoryChange) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(change), as: UTF8.self)
    }
}

// MARK: - Reading

extension JournalFile {
    /// What was remembered of a cluster. A record of another version of hcctl that cannot be read is left out.
    func history(of cluster: String) throws -> History {
        let texts = try queue.read { database in
            try String.fetchAll(
                database, sql: "SELECT change FROM memory WHERE cluster = ? ORDER BY subject", arguments: [cluster])
        }
        return History(
            changes: texts.compactMap { try? JSONDecoder().decode(HistoryChange.self, from: Data($0.utf8)) })
    }

    /// The newest runs, the newest first.
    func runs(_ limit: Int) throws -> [JournalRun] {
        try queue.read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM runs ORDER BY id DESC LIMIT ?", arguments: [limit]).map {
                JournalRun(
                    id: $0["id"], command: $0["command"], cluster: $0["cluster"],
                    began: WallTime(seconds: $0["began"]), ended: ($0["ended"] as Double?).map(WallTime.init(seconds:)),
                    verdict: $0["verdict"], steps: $0["steps"])
            }
        }
    }

    /// The newest samples, the oldest first.
    func samples(_ limit: Int) throws -> [BacklogSample] {
        try queue.read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM (SELECT * FROM samples ORDER BY id DESC LIMIT ?) ORDER BY id",
                arguments: [limit]
            ).map { BacklogSample(at: WallTime(seconds: $0["at"]), volume: $0["volume"], backlog: $0["backlog"]) }
        }
    }

    /// Events after a number, the newest `limit` of them, the oldest first.
    func events(after id: Int64, _ limit: Int) throws -> [JournalRecord] {
        try queue.read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM (SELECT * FROM events WHERE id > ? ORDER BY id DESC LIMIT ?) ORDER BY id",
                arguments: [id, limit]
            ).map { row in
                var record = JournalRecord(
                    at: WallTime(seconds: row["at"]), level: row["level"], event: row["event"], text: row["text"],
                    json: row["json"])
                record.id = row["id"]
                return record
            }
        }
    }
}

extension HistoryChange {
    /// The same for every change of one attempt, repair or consent.
    fileprivate var subject: HistoryChange {
        switch self {
        case .attempts(let step, _): .attempts(step, nil)
        case .repair(let repair, _): .repair(repair, nil)
        case .consentUsed(let consent, _): .consentUsed(consent, at: nil)
        }
    }

    fileprivate var isForgotten: Bool {
        switch self {
        case .attempts(_, nil), .repair(_, nil), .consentUsed(_, nil): true
        case .attempts, .repair, .consentUsed: false
        }
    }
}

extension WallTime {
    fileprivate var seconds: Double { Double(sinceEpoch.milliseconds) / 1000 }

    fileprivate init(seconds: Double) { self.init(sinceEpoch: .milliseconds(Int64((seconds * 1000).rounded()))) }
}
