/// One metric with its samples in the text format of Prometheus.
struct MetricFamily {
    /// Labels in the order in which they are written, and the value.
    typealias Sample = (labels: [(String, String)], value: Double)

    private enum Kind: String { case gauge, counter }

    private let name: String
    private let kind: Kind
    private let help: String
    let samples: [Sample]

    static func gauge(_ name: String, _ help: String, _ samples: [Sample]) -> Self {
        Self(name: name, kind: .gauge, help: help, samples: samples)
    }

    static func counter(_ name: String, _ help: String, _ samples: [(labels: [(String, String)], value: Int)]) -> Self {
        Self(name: name, kind: .counter, help: help, samples: samples.map { ($0.labels, Double($0.value)) })
    }

    var text: String {
        let head = "# HELP \(name) \(Self.escaped(help, quote: false))\n# TYPE \(name) \(kind.rawValue)\n"
        return head + samples.map { "\(name)\(Self.text($0.labels)) \(Self.text($0.value))\n" }.joined()
    }

    private static func text(_ labels: [(String, String)]) -> String {
        guard !labels.isEmpty else { return "" }
        return "{" + labels.map { "\($0.0)=\"\(escaped($0.1, quote: true))\"" }.joined(separator: ",") + "}"
    }

    /// Whole numbers without a fraction.
    private static func text(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
    }

    private static func escaped(_ text: String, quote: Bool) -> String {
        let lines = text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
        return quote ? lines.replacing("\"", with: "\\\"") : lines
    }
}
