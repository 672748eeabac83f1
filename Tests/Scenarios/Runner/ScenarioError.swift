/// Why a script cannot be run, or did not end as it must: `FILE:LINE: what is wrong`.
struct ScenarioError: Error, CustomStringConvertible {
    let file: String
    let line: Int
    let words: String

    var description: String { "\(file):\(line): \(words)" }
}
