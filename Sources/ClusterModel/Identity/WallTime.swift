/// An instant of the wall clock, as the machine that runs hcctl told it.
package struct WallTime: Sendable, Hashable, Comparable {
    /// Since 1970-01-01T00:00:00Z, without leap seconds.
    package let sinceEpoch: Duration

    /// An instant.
    package init(sinceEpoch: Duration) { self.sinceEpoch = sinceEpoch }

    /// Earlier is less.
    package static func < (left: Self, right: Self) -> Bool { left.sinceEpoch < right.sinceEpoch }

    /// The instant so much later.
    package static func + (left: Self, right: Duration) -> Self { Self(sinceEpoch: left.sinceEpoch + right) }

    /// How much later the left instant is.
    package static func - (left: Self, right: Self) -> Duration { left.sinceEpoch - right.sinceEpoch }
}

extension WallTime: CustomStringConvertible {
    /// RFC 3339 in UTC with seconds: `2026-11-21T10:41:06Z`.
    package var description: String {
        let seconds = sinceEpoch.components.seconds
        let (days, rest) = (seconds.floored(by: 86_400), seconds - seconds.floored(by: 86_400) * 86_400)
        let date = Self.date(days)
        return "\(Self.padded(date.year, 4))-\(Self.padded(date.month))-\(Self.padded(date.day))"
            + "T\(Self.padded(rest / 3600)):\(Self.padded(rest / 60 % 60)):\(Self.padded(rest % 60))Z"
    }

    /// Days since the epoch as a date of the Gregorian calendar: counted from 0000-03-01, so that a leap day is a
    /// year's last.
    fileprivate static func date(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = shifted.floored(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    private static func padded(_ number: Int64, _ width: Int = 2) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}

extension WallTime {
    /// The date in UTC.
    package var date: (year: Int, month: Int, day: Int) {
        let date = Self.date(sinceEpoch.components.seconds.floored(by: 86_400))
        return (Int(date.year), Int(date.month), Int(date.day))
    }
}

extension Int64 {
    fileprivate func floored(by divisor: Int64) -> Int64 {
        self >= 0 ? self / divisor : -((-self + divisor - 1) / divisor)
    }
}

extension Duration {
    /// Whole milliseconds, rounded down.
    package var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }

    /// Whole and tenths of a second, rounded to the nearest: `12.3`.
    package var tenths: String {
        let total = (components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 + 50) / 100
        return "\(total / 10).\(total % 10)"
    }
}

extension WallTime: Codable {
    /// Milliseconds since the epoch: records need no more, and a number needs no calendar to be read.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(sinceEpoch.milliseconds)
    }

    package init(from decoder: any Decoder) throws {
        self.init(sinceEpoch: .milliseconds(try decoder.singleValueContainer().decode(Int64.self)))
    }
}
