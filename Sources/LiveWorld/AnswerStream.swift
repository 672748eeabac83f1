internal import Glibc

/// Cuts one stream of a batch at its markers while it comes in. What stands before the first marker is a login shell's
/// noise; what an answer has beyond its limit is counted and dropped.
struct AnswerStream {
    /// Bytes of what came before the first marker that are kept, for messages.
    static let noiseLimit = 4096
    /// Bytes from a nonce to the end of its line; a longer line is none of ours.
    static let longestMarker = 256

    /// The part of the stream between two markers.
    struct QueryResult: Equatable {
        var bytes: [UInt8] = []
        var isWhole = true
        /// The words of the marker that ended it, without nonce and number: `exit 0`, `absent`, …
        var verdict: [String] = []
    }

    /// What stands outside all answers: before the first marker, after the last one read, behind the last answer.
    var words: [UInt8] { noise + open.bytes + unread }
    private(set) var answers: [QueryResult] = []
    private(set) var isStarted = false
    /// The words of a marker that speaks for the whole batch: `busy`, `overruled 7`, …
    private(set) var verdict: [String]?
    private(set) var isEnded = false

    private var noise: [UInt8] = []
    private let needle: [UInt8]
    private let limits: [Int]
    private var open = QueryResult()
    private var unread: [UInt8] = []

    /// `limits` are bytes, one for each answer that is to come.
    init(nonce: String, limits: [Int]) {
        needle = Array("\n\(nonce) ".utf8)
        self.limits = limits
    }

    /// Nothing more is to come.
    var isOver: Bool { isEnded || verdict != nil }

    /// Takes the next bytes of the stream.
    mutating func feed(_ bytes: UnsafeRawBufferPointer) {
        unread += bytes
        while !isOver, let position = unread.firstPosition(of: needle) {
            keep(unread[..<position])
            unread.removeFirst(position)
            let line = unread.dropFirst().prefix(Self.longestMarker)
            guard let end = line.firstIndex(of: UInt8(ascii: "\n")) else {
                if line.count < Self.longestMarker { return }
                keep(unread[..<needle.count])
                unread.removeFirst(needle.count)
                continue
            }
            take(String(decoding: unread[needle.count..<end], as: UTF8.self))
            unread.removeFirst(end + 1)
        }
        // Whatever cannot be the beginning of a marker.
        let surplus = unread.count - (needle.count - 1)
        guard surplus > 0 else { return }
        keep(unread[..<surplus])
        unread.removeFirst(surplus)
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        guard isStarted, answers.count < limits.count else {
            noise += bytes.prefix(max(0, Self.noiseLimit - noise.count))
            return
        }
        let room = limits[answers.count] - open.bytes.count
        open.bytes += bytes.prefix(max(0, room))
        if bytes.count > room { open.isWhole = false }
    }

    private mutating func take(_ marker: String) {
        let words = marker.split(separator: " ").map(String.init)
        switch (words.first, words.dropFirst().first) {
        case ("all", "start"): isStarted = true
        case _ where !isStarted: break
        case ("all", "end"): isEnded = true
        case ("all", _): verdict = Array(words.dropFirst())
        case (let number?, _) where Int(number) == answers.count:
            open.verdict = Array(words.dropFirst())
            answers.append(open)
            open = QueryResult()
        default: break
        }
    }
}

extension [UInt8] {
    /// Where `needle` first begins. By memchr(3) and memcmp(3), because an unoptimised loop over a megabyte takes a
    /// tenth of a second.
    fileprivate func firstPosition(of needle: [UInt8]) -> Int? {
        withUnsafeBytes { hay in
            guard let base = hay.baseAddress, let first = needle.first else { return nil }
            var position = 0
            while position + needle.count <= hay.count,
                let found = memchr(base + position, CInt(first), hay.count - position)
            {
                position = UnsafeRawPointer(found) - base
                guard position + needle.count <= hay.count else { return nil }
                if memcmp(found, needle, needle.count) == 0 { return position }
                position += 1
            }
            return nil
        }
    }
}
